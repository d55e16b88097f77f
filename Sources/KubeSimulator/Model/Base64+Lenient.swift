import KubeCore

extension Base64 {
  /// The text of bytes in the alphabet for URLs (RFC 4648, section 5), without padding.
  static func encodeForURL(_ bytes: [UInt8]) -> String {
    encode(bytes).replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }

  /// The bytes of text in either alphabet, with or without padding; `nil` for anything else.
  static func decodeLeniently(_ text: String) -> [UInt8]? {
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
