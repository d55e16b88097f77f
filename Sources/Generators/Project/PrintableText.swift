import KubeCore

/// Text from outside, made fit for one line of a message or a file.
public enum PrintableText {
  private static let longest = 80

  /// A text on one line that cannot disturb a terminal: what is not plain is escaped.
  public static func line(_ text: String) -> String {
    guard !isOneLine(text) else { return text }
    var result = ""
    for scalar in text.unicodeScalars { result += isPrintable(scalar) ? String(scalar) : escaped(scalar) }
    return result
  }

  /// A value in quotes, cut to a readable length, with everything escaped that is not plain text.
  static func quoted(_ text: String) -> String {
    let shown = text.unicodeScalars.prefix(longest)
    let isCut = shown.count < text.unicodeScalars.count
    var result = "\""
    for scalar in shown { result += isPrintable(scalar) && scalar != "\"" ? String(scalar) : escaped(scalar) }
    return result + (isCut ? "…\"" : "\"")
  }

  /// Whether a character has a glyph or is a space, and neither breaks a line nor turns its direction.
  static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
    default: true
    }
  }

  /// Whether all of a text can stand on one line.
  static func isOneLine(_ text: String) -> Bool { text.unicodeScalars.allSatisfy(isPrintable) }

  private static func escaped(_ scalar: Unicode.Scalar) -> String { scalar.escaped(asASCII: true) }
}
