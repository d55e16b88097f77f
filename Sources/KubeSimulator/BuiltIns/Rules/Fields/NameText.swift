/// The forms of names, and the words in which the server refuses others.
enum NameText {
  private static let subdomain = #"[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*"#
  private static let label = "[a-z0-9]([-a-z0-9]*[a-z0-9])?"
  private static let qualified = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]"
  private static let ends = "and must start and end with an alphanumeric character"

  static func problems(ofSubdomain text: String) -> [String] {
    if text.utf8.count > 253 { return ["must be no more than 253 characters"] }
    let isFine = text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy(isLabel)
    guard !isFine else { return [] }
    return [
      "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', \(ends) "
        + "(e.g. 'example.com', regex used for validation is '\(subdomain)')"
    ]
  }

  static func problems(ofLabel text: String) -> [String] {
    if text.utf8.count > 63 { return ["must be no more than 63 characters"] }
    guard !isLabel(text[...]) else { return [] }
    // What would do for a subdomain can only have dots too many.
    if problems(ofSubdomain: text).isEmpty { return ["must not contain dots"] }
    return [
      "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', \(ends) "
        + "(e.g. 'my-name',  or '123-abc', regex used for validation is '\(label)')"
    ]
  }

  /// The rule for names that only have to stand in a path.
  static func problems(ofPathSegment text: String) -> [String] {
    if text == "." || text == ".." { return ["may not be '\(text)'"] }
    return ["/", "%"].filter(text.contains).map { "may not contain '\($0)'" }
  }

  /// Keys of labels and annotations, and finalizers: `name` or `prefix/name`.
  static func problems(ofQualifiedName text: String) -> [String] {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    let rule = "must consist of alphanumeric characters, '-', '_' or '.', \(ends) "
      + "(e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '\(qualified)')"
    guard parts.count <= 2, let name = parts.last else {
      return ["a valid label key \(rule) with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')"]
    }
    var problems: [String] = []
    if parts.count == 2 {
      let prefix = String(parts[0])
      problems += prefix.isEmpty ? ["prefix part must be non-empty"] : Self.problems(ofSubdomain: prefix).map { "prefix part \($0)" }
    }
    if name.isEmpty { problems.append("name part must be non-empty") }
    if name.utf8.count > 63 { problems.append("name part must be no more than 63 bytes") }
    if name.isEmpty || !isWord(name) { problems.append("name part \(rule)") }
    return problems
  }

  static func problems(ofLabelValue text: String) -> [String] {
    if text.utf8.count > 63 { return ["must be no more than 63 bytes"] }
    guard !text.isEmpty, !isWord(text[...]) else { return [] }
    return [
      "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', \(ends) "
        + "(e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is "
        + "'(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')"
    ]
  }

  /// Keys of the data of ConfigMaps and Secrets.
  static func problems(ofConfigKey text: String) -> [String] {
    if text.utf8.count > 253 { return ["must be no more than 253 characters"] }
    if text == "." || text == ".." { return ["must not be '\(text)'"] }
    let start = text.hasPrefix("..") ? ["must not start with '..'"] : []
    guard text.isEmpty || !text.utf8.allSatisfy({ isAlphanumeric($0) || "-_.".utf8.contains($0) }) else { return start }
    return start + [
      "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  "
        + "or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')"
    ]
  }

  private static func isLabel(_ text: Substring) -> Bool {
    guard let first = text.utf8.first, let last = text.utf8.last else { return false }
    return isLower(first) && isLower(last) && text.utf8.allSatisfy { isLower($0) || $0 == UInt8(ascii: "-") }
  }

  private static func isWord(_ text: Substring) -> Bool {
    guard let first = text.utf8.first, let last = text.utf8.last else { return false }
    return isAlphanumeric(first) && isAlphanumeric(last)
      && text.utf8.allSatisfy { isAlphanumeric($0) || "-_.".utf8.contains($0) }
  }

  private static func isLower(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    isLower(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }
}
