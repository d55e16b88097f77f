/// The rules of names in Kubernetes, with its texts.
enum FormatRules {
  static func check(_ isValid: Bool, _ message: String) -> [String] { isValid ? [] : [message] }

  /// Names that others are built from may end in a dash.
  static func withoutDash(_ text: String) -> String {
    text.utf8.count > 1 && text.hasSuffix("-") ? text.dropLast(2) + "a" : text
  }

  static func label(_ text: String) -> [String] {
    length(text, 63)
      + matches(
        text, "[a-z0-9]([-a-z0-9]*[a-z0-9])?",
        "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end "
          + "with an alphanumeric character", ["my-name", "123-abc"])
  }

  static func subdomain(_ text: String) -> [String] {
    length(text, 253)
      + matches(
        text, "[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*",
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start "
          + "and end with an alphanumeric character", ["example.com"])
  }

  static func label1035(_ text: String) -> [String] {
    length(text, 63)
      + matches(
        text, "[a-z]([-a-z0-9]*[a-z0-9])?",
        "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic "
          + "character, and end with an alphanumeric character", ["my-name", "abc-123"])
  }

  static func labelValue(_ text: String) -> [String] {
    length(text, 63)
      + matches(
        text, "(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?",
        "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start "
          + "and end with an alphanumeric character", ["MyValue", "my_value", "12345"])
  }

  static func qualifiedName(_ text: String) -> [String] {
    let pattern = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]"
    let rule =
      "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character"
    let examples = ["MyName", "my.name", "123-abc"]
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    var problems: [String] = []
    var name = parts[0]
    if parts.count == 2 {
      name = parts[1]
      problems +=
        parts[0].isEmpty ? ["prefix part must be non-empty"] : subdomain(parts[0]).map { "prefix part \($0)" }
    } else if parts.count > 2 {
      return [
        "a valid label key \(Self.message(rule, pattern, examples)) with an optional DNS subdomain prefix and '/' "
          + "(e.g. 'example.com/MyName')"
      ]
    }
    if name.isEmpty {
      problems.append("name part must be non-empty")
    } else {
      problems += length(name, 63).map { "name part \($0)" }
    }
    return problems + matches(name, pattern, rule, examples).map { "name part \($0)" }
  }

  static func uri(_ text: String) -> [String] {
    do throws(EvaluationError) {
      _ = try URLValue(text)
      return []
    } catch {
      return [String(error.message.dropFirst("URL parse error during conversion from string: ".count))]
    }
  }

  static func uuid(_ text: String) -> Bool {
    (try? RegularExpression("(?i)^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$").matches(text))
      ?? false
  }

  private static func length(_ text: String, _ most: Int) -> [String] {
    check(text.utf8.count <= most, "must be no more than \(most) bytes")
  }

  private static func matches(_ text: String, _ pattern: String, _ rule: String, _ examples: [String]) -> [String] {
    let expression = try? RegularExpression("^\(pattern)$")
    return check(expression?.matches(text) == true, message(rule, pattern, examples))
  }

  private static func message(_ rule: String, _ pattern: String, _ examples: [String]) -> String {
    let list = examples.map { "'\($0)', " }.joined(separator: " or ")
    return "\(rule) (e.g. \(list)regex used for validation is '\(pattern)')"
  }
}
