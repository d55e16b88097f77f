/// Colours for those who see them.
public struct TextStyle: Sendable, Hashable {
  public let isColored: Bool

  public init(isColored: Bool) { self.isColored = isColored }

  public func bold(_ text: String) -> String { wrap(text, "1") }
  public func dim(_ text: String) -> String { wrap(text, "2") }
  public func red(_ text: String) -> String { wrap(text, "31") }
  public func green(_ text: String) -> String { wrap(text, "32") }
  public func yellow(_ text: String) -> String { wrap(text, "33") }

  private func wrap(_ text: String, _ code: String) -> String {
    isColored && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }

  /// How many columns a line takes; colour codes take no room.
  public static func width(of line: String) -> Int {
    var columns = 0
    var inCode = false
    for character in line {
      if character == "\u{1B}" { inCode = true }
      if !inCode { columns += 1 }
      if inCode, character == "m" { inCode = false }
    }
    return columns
  }

  /// Cuts a line to a width; colour codes take no room.
  public static func clip(_ line: String, to width: Int) -> String {
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

  /// Fills a text with spaces to a width.
  public static func pad(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - Self.width(of: text)))
  }
}
