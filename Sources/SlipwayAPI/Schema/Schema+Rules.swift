/// Rules that several fields share.
extension Schema.Rule {
  static func exactlyOne(of names: String...) -> Schema.Rule {
    let quoted = names.map { "`\($0)`" }
    let list = quoted.count == 2 ? quoted.joined(separator: " and ") : quoted.joined(separator: ", ")
    return Schema.Rule("\(set(names)).exists_one(x, x)", "must have exactly one of \(list)")
  }

  /// A list that says of each member whether it is set.
  static func set(_ names: [String]) -> String { "[\(names.map { "has(self.\($0))" }.joined(separator: ", "))]" }

  /// A percentage as a number.
  static func number(_ percentage: String) -> String { "double(\(percentage).replace('%', ''))" }

  /// A percentage that may be absent, as a number.
  static func number(_ field: String, default fallback: BasisPoints) -> String {
    number("(has(self.\(field)) ? self.\(field) : '\(fallback.text)')")
  }

  static let share = Schema.Rule(
    "\(number("self")) > 0.0 && \(number("self")) <= 100.0", "must be above 0% and at most 100%")
  static let properShare = Schema.Rule(
    "\(number("self")) > 0.0 && \(number("self")) < 100.0", "must be above 0% and below 100%")
  static let second = Schema.Rule("duration(self) >= duration('1s')", "must be at least 1s")
  static let slash = Schema.Rule("self.startsWith('/')", "must start with a slash")
  static let address = Schema.Rule(
    #"self.matches(r'^https?://[^/?#@\s\\]+(/[^?#@\s\\]*)?$')"#,
    "must be `http://` or `https://` with a host, an optional port and path, and nothing else")
  static let labelName = Schema.Rule(
    "self.matches('^[a-zA-Z_][a-zA-Z0-9_]*$')", "must be letters, digits and underscores, no digit first")
  static let serviceName = Schema.Rule(
    "self.matches('\(Validation.serviceName)')", "must be lower-case letters, digits and dashes")
  /// What names of headers and cookies are made of (RFC 9110, 5.6.2).
  static let token = Schema.Rule(
    "self.matches('\(Validation.token)')", "must be letters, digits and \(Validation.tokenMarks)")
  static let printable = Schema.Rule(#"self.matches(r'^[^\x00-\x1f\x7f]+$')"#, "must not have control characters")
  static let variableName = Schema.Rule("self.matches('^[!-<>-~]+$')", "must not be empty or contain an equals sign")
  static let modelURI = Schema.Rule(
    "self.matches('^(\(Validation.schemes.joined(separator: "|")))://')",
    "must be a URI with one of the schemes \(Validation.schemes.joined(separator: ", "))")
}
