extension TreeParser {
  /// Reads a number; `offset` is at its first character.
  mutating func number() throws(JSONProblem) -> JSONValue {
    let start = offset
    let isNegative = consume(UInt8(ascii: "-"))
    let firstDigit = offset
    var magnitude: UInt64 = 0
    if !consume(UInt8(ascii: "0")) { magnitude = try digits() }
    let digitCount = offset - firstDigit
    let isInteger = try !fractionAndExponent()
    // 18 digits are always within the range of an Int64.
    if isInteger, digitCount <= 18 {
      let integer = Int64(truncatingIfNeeded: magnitude)
      return .integer(isNegative ? 0 - integer : integer)
    }
    let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<offset]), as: UTF8.self)
    return JSONValue(validNumber: text, isInteger: isInteger)
  }

  private mutating func fractionAndExponent() throws(JSONProblem) -> Bool {
    var isThere = false
    if consume(UInt8(ascii: ".")) {
      isThere = true
      _ = try digits()
    }
    if consume(UInt8(ascii: "e")) || consume(UInt8(ascii: "E")) {
      isThere = true
      if !consume(UInt8(ascii: "+")) { _ = consume(UInt8(ascii: "-")) }
      _ = try digits()
    }
    return isThere
  }

  /// Reads digits; what they amount to is only of use up to 18 of them.
  private mutating func digits() throws(JSONProblem) -> UInt64 {
    let start = offset
    var value: UInt64 = 0
    while offset < bytes.count {
      let digit = bytes[offset] &- UInt8(ascii: "0")
      guard digit < 10 else { break }
      value = value &* 10 &+ UInt64(digit)
      offset += 1
    }
    guard offset > start else { throw .expectedDigit }
    return value
  }
}
