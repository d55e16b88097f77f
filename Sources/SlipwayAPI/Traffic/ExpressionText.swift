/// Texts as regular expressions (RE2) and back.
public enum ExpressionText {
  private static let special = Set(#"\.+*?()|[]{}^$"#)

  /// A text as an expression that matches it alone.
  public static func escaped(_ text: String) -> String {
    String(text.flatMap { special.contains($0) ? ["\\", $0] : [$0] })
  }

  /// The only text that an expression matches; `nil` when it has operators.
  public static func literal(_ expression: some StringProtocol) -> String? {
    var text = ""
    var isEscaped = false
    for character in expression {
      if isEscaped {
        guard special.contains(character) else { return nil }
        text.append(character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if special.contains(character) {
        return nil
      } else {
        text.append(character)
      }
    }
    return isEscaped ? nil : text
  }
}
