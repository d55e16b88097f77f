import Logging

extension LogRecord {
  /// One line for people: time, level, logger, message, then `key=value` pairs with the keys in order.
  ///
  /// Texts are quoted where they hold a space, a quote, an equals sign or a character that cannot be seen.
  public var text: String {
    let level = level.rawValue.uppercased()
    let padding = String(repeating: " ", count: max(0, Self.levelWidth - level.count))
    var line = "\(time.rfc3339) \(level)\(padding) \(label): \(Self.onOneLine(message))"
    for (key, value) in metadata.sorted(by: { $0.key < $1.key }) {
      line += " \(key)=" + Self.pairValue("\(value)")
    }
    return line
  }

  private static let levelWidth = 8

  private static func onOneLine(_ text: String) -> String {
    text.unicodeScalars.contains(where: isInvisible) ? String(quoted(text).dropFirst().dropLast()) : text
  }

  private static func pairValue(_ text: String) -> String {
    let needsQuotes = text.isEmpty
      || text.unicodeScalars.contains { $0 == " " || $0 == "\"" || $0 == "=" || isInvisible($0) }
    return needsQuotes ? quoted(text) : text
  }

  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || scalar.value == 0x7F || scalar.value == 0x2028 || scalar.value == 0x2029
  }
}
