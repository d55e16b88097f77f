/// Splits an expression into tokens.
struct Lexer {
  private let scalars: [Unicode.Scalar]
  private var position = 0
  private(set) var issues: [CompilationError.Issue] = []

  init(_ source: SourceText) { scalars = source.scalars }

  /// All tokens, the last of which is `end`.
  mutating func tokens() -> [Token] {
    var tokens: [Token] = []
    while true {
      skipBlanks()
      guard position < scalars.count else { break }
      if let token = next() { tokens.append(token) } else { reportUnknown() }
    }
    tokens.append(Token(kind: .end, text: "<EOF>", position: scalars.count))
    return tokens
  }

  private mutating func next() -> Token? {
    let start = position
    guard let scalar = peek() else { return nil }
    if let token = quoted() { return token }
    if Self.isLetter(scalar) { return word() }
    if Self.isDigit(scalar) || (scalar == "." && peek(1).map(Self.isDigit) == true) { return number() }
    if scalar == "`" { return escapedIdentifier() }
    for symbol in Self.symbols where matches(symbol) {
      position += symbol.unicodeScalars.count
      return Token(kind: .symbol(symbol), text: symbol, position: start)
    }
    return nil
  }

  private static let symbols = [
    "==", "!=", "<=", ">=", "&&", "||", "<", ">", "[", "]", "{", "}", "(", ")", ".", ",", "-", "!", "?", ":", "+", "*",
    "/", "%",
  ]

  private static let keywords: Set = ["true", "false", "null", "in"]

  private mutating func word() -> Token {
    let start = position
    while let scalar = peek(), Self.isLetter(scalar) || Self.isDigit(scalar) { position += 1 }
    let text = self.text(from: start)
    return Token(kind: Self.keywords.contains(text) ? .symbol(text) : .identifier(text), text: text, position: start)
  }

  private mutating func escapedIdentifier() -> Token? {
    let start = position
    position += 1
    while let scalar = peek(), Self.isLetter(scalar) || Self.isDigit(scalar) || "-./ ".unicodeScalars.contains(scalar) {
      position += 1
    }
    guard peek() == "`", position > start + 1 else {
      position = start
      return nil
    }
    position += 1
    return Token(kind: .escapedIdentifier, text: text(from: start), position: start)
  }

  // MARK: - Numbers

  private mutating func number() -> Token {
    let start = position
    if peek() == "0", peek(1) == "x", peek(2).map(Self.isHexDigit) == true {
      position += 2
      while let scalar = peek(), Self.isHexDigit(scalar) { position += 1 }
      return finishInteger(from: start)
    }
    skipDigits()
    var isDouble = false
    if peek() == ".", peek(1).map(Self.isDigit) == true {
      isDouble = true
      position += 1
      skipDigits()
    }
    if peek() == "e" || peek() == "E" {
      let signed = peek(1) == "+" || peek(1) == "-"
      if peek(signed ? 2 : 1).map(Self.isDigit) == true {
        isDouble = true
        position += signed ? 2 : 1
        skipDigits()
      }
    }
    guard isDouble else { return finishInteger(from: start) }
    let text = self.text(from: start)
    return Token(kind: .double(text), text: text, position: start)
  }

  private mutating func finishInteger(from start: Int) -> Token {
    let digits = text(from: start)
    guard peek() == "u" || peek() == "U" else { return Token(kind: .integer(digits), text: digits, position: start) }
    position += 1
    return Token(kind: .unsigned(digits), text: text(from: start), position: start)
  }

  private mutating func skipDigits() {
    while let scalar = peek(), Self.isDigit(scalar) { position += 1 }
  }

  // MARK: - Strings

  private mutating func quoted() -> Token? {
    let start = position
    var isBytes = false
    var isRaw = false
    var offset = 0
    if peek() == "b" || peek() == "B" {
      isBytes = true
      offset = 1
    }
    if peek(offset) == "r" || peek(offset) == "R" {
      isRaw = true
      offset += 1
    }
    guard let quote = peek(offset), quote == "\"" || quote == "'" else { return nil }
    let isTriple = peek(offset + 1) == quote && peek(offset + 2) == quote
    position += offset + (isTriple ? 3 : 1)
    guard skipString(quote: quote, isTriple: isTriple, isRaw: isRaw) else {
      position = start
      return nil
    }
    let text = self.text(from: start)
    let literal = isBytes ? String(text.dropFirst()) : text
    return Token(kind: isBytes ? .bytes(literal) : .string(literal), text: text, position: start)
  }

  private mutating func skipString(quote: Unicode.Scalar, isTriple: Bool, isRaw: Bool) -> Bool {
    while let scalar = peek() {
      if scalar == quote, !isTriple || (peek(1) == quote && peek(2) == quote) {
        position += isTriple ? 3 : 1
        return true
      }
      if !isTriple, scalar == "\n" || scalar == "\r" { return false }
      if scalar == "\\", !isRaw {
        guard skipEscape() else { return false }
      } else {
        position += 1
      }
    }
    return false
  }

  /// Escapes that the grammar does not know end the literal, as an unclosed quote would.
  private mutating func skipEscape() -> Bool {
    guard let kind = peek(1) else { return false }
    let digits: Int
    switch kind {
    case "x", "X": digits = 2
    case "u": digits = 4
    case "U": digits = 8
    case "0"..."3":
      guard let second = peek(2), let third = peek(3), ("0"..."7").contains(second), ("0"..."7").contains(third) else {
        return false
      }
      position += 4
      return true
    default:
      guard "abfnrtv\"'\\?`".unicodeScalars.contains(kind) else { return false }
      position += 2
      return true
    }
    for offset in 0..<digits {
      guard peek(2 + offset).map(Self.isHexDigit) == true else { return false }
    }
    position += 2 + digits
    return true
  }

  // MARK: - Scalars

  private mutating func skipBlanks() {
    while let scalar = peek() {
      if scalar == "/", peek(1) == "/" {
        while let other = peek(), other != "\n" { position += 1 }
      } else if scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r" || scalar == "\u{C}" {
        position += 1
      } else {
        return
      }
    }
  }

  /// Reports what no token starts with, as far as the reference implementation reads before it gives up.
  private mutating func reportUnknown() {
    let start = position
    position += 1
    switch scalars[start] {
    case "'", "\"": skipLiteral()
    case "&", "|", "=": if position < scalars.count { position += 1 }
    default: break
    }
    issues.append(
      .init(message: "Syntax error: token recognition error at: '\(text(from: start))'", position: start))
  }

  /// A literal without an end is read to the end of its line, or to an escape that there is none of.
  private mutating func skipLiteral() {
    while let scalar = peek(), scalar != "\n", scalar != "\r" {
      if scalar == "\\" {
        guard skipEscape() else {
          position = min(position + 2, scalars.count)
          return
        }
      } else {
        position += 1
      }
    }
  }

  private func peek(_ offset: Int = 0) -> Unicode.Scalar? {
    position + offset < scalars.count ? scalars[position + offset] : nil
  }

  private func matches(_ symbol: String) -> Bool {
    symbol.unicodeScalars.enumerated().allSatisfy { peek($0.offset) == $0.element }
  }

  private func text(from start: Int) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[start..<position])
    return String(view)
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || scalar == "_"
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  private static func isHexDigit(_ scalar: Unicode.Scalar) -> Bool {
    isDigit(scalar) || ("a"..."f").contains(scalar) || ("A"..."F").contains(scalar)
  }
}
