/// Standard base64 with padding.
public enum Base64 {
  /// The bytes that a text stands for; `nil` when it is not base64.
  public static func decode(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    var padding = 0
    for byte in text.utf8 where byte != 0x0A && byte != 0x0D {
      count += 1
      if byte == UInt8(ascii: "=") {
        padding += 1
        bits <<= 6
      } else {
        guard padding == 0, let digit = digit(byte) else { return nil }
        bits = bits << 6 | UInt32(digit)
      }
      guard count % 4 == 0 else { continue }
      guard padding <= 2 else { return nil }
      for shift in [16, 8, 0].prefix(3 - padding) { bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(shift))) }
      bits = 0
    }
    return count % 4 == 0 ? bytes : nil
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - 65
    case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - 71
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte + 4
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
