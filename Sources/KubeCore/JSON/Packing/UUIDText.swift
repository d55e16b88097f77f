/// UUIDs as the API server writes them: lower-case hexadecimal digits in five groups.
enum UUIDText {
  static let length = 36
  private static let dashes = [8, 13, 18, 23]

  /// The sixteen bytes; `nil` for any other text.
  static func bytes(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(16)
    var high: UInt8?
    for (position, character) in text.utf8.enumerated() {
      if dashes.contains(position) {
        guard character == UInt8(ascii: "-") else { return nil }
        continue
      }
      guard let digit = digit(character) else { return nil }
      if let first = high { bytes.append(first << 4 | digit) }
      high = high == nil ? digit : nil
    }
    return bytes.count == 16 && high == nil ? bytes : nil
  }

  /// The text of sixteen bytes.
  static func text(_ bytes: [UInt8]) -> String {
    var digits = bytes.hexadecimalDigits
    for position in dashes { digits.insert(UInt8(ascii: "-"), at: position) }
    return String(decoding: digits, as: UTF8.self)
  }

  private static func digit(_ character: UInt8) -> UInt8? {
    switch character {
    case 48...57: character - 48
    case 97...102: character - 87
    default: nil
    }
  }
}
