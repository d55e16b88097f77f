import KubeClient
import KubeCore
import KubeSchema

extension ResourceRequest {
  /// Anything but `false` and `0` is true, as Go's converter of queries has it.
  func isTrue(_ option: String) -> Bool { options[option].map { !["false", "0"].contains($0) } ?? false }

  var isWatch: Bool { method == .get && isTrue("watch") }

  /// Checks the options of a write.
  ///
  /// - Throws: `APIFailure` 422 that names the kind of the options.
  func checkOptions() throws(APIFailure) {
    let kind: String
    switch method {
    case .post: kind = "CreateOptions"
    case .put: kind = "UpdateOptions"
    case .patch: kind = "PatchOptions"
    case .get, .delete, .head, .options:
      try checkIncludeObject()
      return try checkNumbers()
    }
    var errors: [FieldError] = []
    if let text = options["dryRun"], text != "All" {
      errors.append(.notSupported("dryRun", [.string(text)], supported: ["All"]))
    }
    let isApply = contentType?.hasPrefix(PatchKind.apply.rawValue) == true
    if method == .patch, !isApply, options["force"] != nil {
      errors.append(.forbidden("force", "may not be specified for non-apply patch"))
    }
    errors += Self.problems(fieldManager: options["fieldManager"] ?? "")
    if let text = options["fieldValidation"], !["", "Ignore", "Strict", "Warn"].contains(text) {
      errors.append(
        .notSupported("fieldValidation", .string(text), supported: ["", "Ignore", "Strict", "Warn"]))
    }
    guard errors.isEmpty else { throw .invalid(group: "meta.k8s.io", kind: kind, "", errors) }
  }

  /// - Throws: `APIFailure` 400 for rows of a table that nobody knows.
  private func checkIncludeObject() throws(APIFailure) {
    guard case .table = representation, let text = options["includeObject"],
      !["", "Metadata", "Object", "None"].contains(text)
    else { return }
    throw .badRequest(
      "Unable to convert to Table as requested: includeObject: Invalid value: \"\(text)\": must be 'Metadata', "
        + "'Object', 'None', or empty")
  }

  /// - Throws: `APIFailure` 400 for text where a number should stand.
  private func checkNumbers() throws(APIFailure) {
    for name in ["limit", "timeoutSeconds", "gracePeriodSeconds"] {
      guard let text = options[name], !text.isEmpty, Int64(text) == nil else { continue }
      throw .badRequest("strconv.ParseInt: parsing \(GoQuoted.text(text)): invalid syntax")
    }
    guard method == .get, name != nil, !isWatch, let text = options["resourceVersion"], !text.isEmpty else { return }
    guard Int64(text) != nil else {
      throw APIFailure(
        code: 500,
        message: "resourceVersion: Invalid value: \"\(text)\": strconv.ParseUint: parsing \"\(text)\": "
          + "invalid syntax")
    }
  }

  private static func problems(fieldManager name: String) -> [FieldError] {
    if name.utf8.count > 128 { return [.tooLong("fieldManager", limit: 128)] }
    for (position, character) in name.unicodeScalars.enumerated()
    where character.value < 0x20 || character.value == 0x7F {
      let hex = String(character.value, radix: 16, uppercase: true)
      let code = "U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
      return [
        FieldError(
          reason: "FieldValueInvalid", field: "fieldManager",
          message: "Invalid value: \(GoQuoted.text(name)): invalid character \(code) (at position \(position))")
      ]
    }
    return []
  }
}
