import KubeCore

/// What a revision keeps of a set: the patch that puts its template back.
enum RevisionContents {
  /// The members are sorted, as Go writes a map.
  static func patch(restoring set: JSONValue) -> JSONValue {
    var template = set["spec"]?["template"] ?? [:]
    template["$patch"] = "replace"
    let patch: JSONValue = ["spec": ["template": template]]
    return (try? JSONParser.parse(JSONWriter.write(patch, style: .canonical))) ?? patch
  }

  /// The template that a revision puts back.
  static func template(of revision: JSONValue) -> JSONValue? {
    var template = revision["data"]?["spec"]?["template"]
    template?["$patch"] = nil
    return template
  }

  /// The hash of a revision of a stateful set, byte for byte as the server's controller has it.
  ///
  /// Source: `HashControllerRevision` of Kubernetes 1.36.
  ///
  /// - Parameter collisions: how often a name made with such a hash was taken by another revision.
  static func hash(of patch: JSONValue, collisions: Int64) -> String {
    SafeName.encode(FNV.hash32Multiplied(goBytes(patch) + Array(String(collisions).utf8)))
  }

  /// JSON as Go writes it: with nothing in it that HTML takes for its own.
  private static func goBytes(_ value: JSONValue) -> [UInt8] {
    var result: [UInt8] = []
    for byte in JSONWriter.write(value, style: .canonical) {
      switch byte {
      case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"):
        result += Array("\\u00".utf8) + Array(String(byte, radix: 16).utf8)
      default: result.append(byte)
      }
    }
    return result
  }
}
