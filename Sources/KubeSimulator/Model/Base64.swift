/// Base64 (RFC 4648), in the plain alphabet and in the one for URLs.
enum Base64 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// - Parameter isForURLs: with `-` and `_` and without padding.
  static func encode(_ bytes: [UInt8], isForURLs: Bool = false) -> String {
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let chunk = bytes[start..<min(start + 3, bytes.count)]
      let bits = (0..<3).reduce(UInt32(0)) { $0 << 8 | UInt32($1 < chunk.count ? chunk[start + $1] : 0) }
      for position in 0...chunk.count { text.append(alphabet[Int(bits >> UInt32(18 - 6 * position) & 0x3F)]) }
      if !isForURLs { text += repeatElement(UInt8(ascii: "="), count: 3 - chunk.count) }
    }
    let result = String(decoding: text, as: UTF8.self)
    return isForURLs ? result.replacing("+", with: "-").replacing("/", with: "_") : result
  }

  /// The bytes of text in either alphabet, with or without padding; `nil` for anything else.
  static func decode(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    for byte in text.utf8 where byte != UInt8(ascii: "=") {
      guard let value = value(of: byte) else { return nil }
      bits = bits << 6 | value
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return bytes
  }

  /// Whether a byte may stand in the plain alphabet's text.
  static func isPlain(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "=") || alphabet.contains(byte) }

  private static func value(of byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "-"): 62
    case UInt8(ascii: "_"): 63
    default: alphabet.firstIndex(of: byte).map { UInt32($0) }
    }
  }
}
