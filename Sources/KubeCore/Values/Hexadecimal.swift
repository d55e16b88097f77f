extension Sequence<UInt8> {
  /// The bytes as text: two hexadecimal digits in lower case for each.
  package var hexadecimal: String { String(decoding: hexadecimalDigits, as: UTF8.self) }

  /// The same as characters.
  var hexadecimalDigits: [UInt8] {
    var digits: [UInt8] = []
    digits.reserveCapacity(2 * underestimatedCount)
    for byte in self {
      digits.append(Self.digit(byte >> 4))
      digits.append(Self.digit(byte & 15))
    }
    return digits
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}
