/// What a server wants people to know of a request that it carried out: a deprecated version, an unknown field.
public struct ServerWarning: Sendable, Hashable {
  /// Three digits; API servers always send 299.
  public var code: Int
  /// Who warns; API servers send `-`.
  public var agent: String
  public var text: String

  public init(code: Int = 299, agent: String = "-", text: String) {
    self.code = code
    self.agent = agent
    self.text = text
  }
}

extension ServerWarning: CustomStringConvertible {
  public var description: String { text }
}

extension ServerWarning {
  /// The warnings of one `Warning` header (RFC 7234, section 5.5): one or more, separated by commas.
  ///
  /// What comes after the first one that does not follow the grammar is left out.
  public static func parse(_ header: String) -> [ServerWarning] {
    var scanner = WarningScanner(header)
    var warnings: [ServerWarning] = []
    while let warning = scanner.warning() {
      warnings.append(warning)
      guard scanner.comma() else { break }
    }
    return warnings
  }
}

/// Reads `code agent "text" ["date"]` piece by piece.
private struct WarningScanner {
  private var rest: Substring

  init(_ text: String) { rest = text[...] }

  mutating func warning() -> ServerWarning? {
    skipSpaces()
    guard let digits = token(), digits.utf8.count == 3, let code = Int(digits), code >= 0, let agent = token(),
      let text = quoted()
    else { return nil }
    _ = quoted()  // The date, which API servers do not send.
    return ServerWarning(code: code, agent: agent, text: text)
  }

  mutating func comma() -> Bool {
    skipSpaces()
    guard rest.first == "," else { return false }
    rest.removeFirst()
    return true
  }

  private mutating func skipSpaces() { rest = rest.drop { $0 == " " || $0 == "\t" } }

  /// - Returns: the text up to the next space.
  private mutating func token() -> String? {
    let token = rest.prefix { $0 != " " }
    rest = rest.dropFirst(token.count)
    guard !token.isEmpty, rest.first == " " else { return nil }
    rest.removeFirst()
    return String(token)
  }

  private mutating func quoted() -> String? {
    let start = rest
    skipSpaces()
    guard rest.first == "\"" else {
      rest = start
      return nil
    }
    rest.removeFirst()
    var text = ""
    while let character = rest.popFirst() {
      switch character {
      case "\"": return text
      case "\\": if let escaped = rest.popFirst() { text.append(escaped) }
      default: text.append(character)
      }
    }
    return nil
  }
}
