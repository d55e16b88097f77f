/// What helps to write patches.
enum PatchFunctions {
  static let overloads: [Overload] = [
    .global("jsonpatch.escapeKey", "string_jsonpatch_escapeKey_string", [.string], .string) { arguments in
      .string(try arguments.string(0).replacing("~", with: "~0").replacing("/", with: "~1"))
    }
  ]
}
