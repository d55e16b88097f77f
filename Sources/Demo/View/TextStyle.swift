/// Colours for those who see them.
struct TextStyle: Sendable {
  let isColored: Bool

  func bold(_ text: String) -> String { wrap(text, "1") }
  func dim(_ text: String) -> String { wrap(text, "2") }
  func red(_ text: String) -> String { wrap(text, "31") }
  func green(_ text: String) -> String { wrap(text, "32") }
  func yellow(_ text: String) -> String { wrap(text, "33") }

  private func wrap(_ text: String, _ code: String) -> String {
    isColored ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }

  /// Cuts a line to a width; colour codes take no room.
  static func clip(_ line: String, to width: Int) -> String {
    var result = ""
    var column = 0
    var inCode = false
    for character in line {
      if character == "\u{1B}" { inCode = true }
      if !inCode { column += 1 }
      if inCode || column <= width { result.append(character) }
      if inCode, character == "m" { inCode = false }
    }
    return result
  }
}
