import KubeCore

extension Validation {
  static func nameIssues(_ name: String) -> [FieldIssue] {
    guard !isServiceName(name) || name.utf8.count > longestName else { return [] }
    return [issue("metadata.name", name, nameMessage)]
  }

  static let nameMessage =
    "must be at most \(longestName) lower-case letters, digits and dashes, and start with a letter and end with a "
    + "letter or digit: names of Services are made of it"

  static func modelIssues(_ model: ModelSource) -> [FieldIssue] {
    uriIssues(model.uri, at: "spec.model.uri")
  }

  static func uriIssues(_ uri: String, at path: String) -> [FieldIssue] {
    guard !uri.isEmpty, !schemes.contains(where: { uri.hasPrefix("\($0)://") }) else { return [] }
    return [issue(path, uri, "must be a URI with one of the schemes \(schemes.joined(separator: ", "))")]
  }

  static func runtimeIssues(_ runtime: ModelRuntime) -> [FieldIssue] {
    var issues = imageIssues(runtime)
    let paths = [
      ("readinessPath", runtime.readinessPath), ("metricsPath", runtime.metricsPath),
      ("livenessPath", runtime.livenessPath ?? "/"), ("warmup.path", runtime.warmup?.path ?? "/"),
    ]
    for (field, path) in paths where !path.hasPrefix("/") {
      issues.append(issue("spec.runtime.\(field)", path, "must start with a slash"))
    }
    for (position, variable) in runtime.env.enumerated() where !isVariableName(variable.name) {
      issues.append(
        issue("spec.runtime.env[\(position)].name", variable.name, "must not be empty or contain an equals sign"))
    }
    issues += duplicates(runtime.env.map(\.name), in: "spec.runtime.env")
    if let account = runtime.serviceAccountName, !isSubdomain(account) {
      issues.append(
        issue("spec.runtime.serviceAccountName", account, "must be lower-case letters, digits, dashes and dots"))
    }
    return issues
  }

  /// An image must come from somewhere: from the user, or from a preset that has one.
  private static func imageIssues(_ runtime: ModelRuntime) -> [FieldIssue] {
    if let preset = runtime.preset, RuntimePreset.named[preset] == nil {
      let known = RuntimePreset.all.map(\.name).joined(separator: ", ")
      return [issue("spec.runtime.preset", preset, "must be one of \(known)")]
    }
    guard runtime.image.isEmpty else { return [] }
    let reason = runtime.preset.map { "the preset \($0) has none, since its images hold a program of the user's own" }
    return [issue("spec.runtime.image", "", "must be set: " + (reason ?? "there is no preset that would have one"))]
  }

  /// Names that stand twice in a list whose elements are told apart by name.
  static func duplicates(_ names: [String], in path: String) -> [FieldIssue] {
    var seen: Set<String> = []
    return names.enumerated().compactMap { position, name in
      seen.insert(name).inserted ? nil : issue("\(path)[\(position)].name", name, "must not repeat an earlier name")
    }
  }

  static func issue(
    _ path: String, _ value: String, _ message: String, severity: FieldIssue.Severity = .error
  ) -> FieldIssue {
    FieldIssue(
      path: path, value: value.isEmpty ? "" : FieldReader.quote(.string(value)), message: message, severity: severity)
  }

  static let schemes = ["s3", "gs", "hf", "oci", "pvc", "http", "https", "file"]

  /// The names that ``isServiceName(_:)`` takes, as a pattern.
  static let serviceName = "^[a-z]([-a-z0-9]*[a-z0-9])?$"

  /// A DNS label that starts with a letter (RFC 1035), as names of Services must be.
  static func isServiceName(_ name: String) -> Bool {
    guard let first = name.utf8.first, let last = name.utf8.last, name.utf8.count <= 63 else { return false }
    return isLetter(first) && last != UInt8(ascii: "-")
      && name.utf8.allSatisfy { isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "-") }
  }

  /// The marks that a token may have beside letters and digits; the one that would end the pattern is left out.
  static let tokenMarks = "!#$%&*+-.^_`|~"

  /// The names that ``isToken(_:)`` takes, as a pattern.
  static let token = "^[A-Za-z0-9!#$%&*+.^_`|~-]+$"

  /// What a name of a header or a cookie is.
  static func isToken(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy { isLetter($0 | 0x20) || isDigit($0) || tokenMarks.utf8.contains($0) }
  }

  static func isPrintable(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
  }

  static func isSubdomain(_ name: String) -> Bool {
    name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { label in
      guard let first = label.first, let last = label.last else { return false }
      return first != UInt8(ascii: "-") && last != UInt8(ascii: "-")
        && label.allSatisfy { isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "-") }
    }
  }

  private static func isVariableName(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "=") }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
