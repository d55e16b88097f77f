/// The exact decimal expansion of a non-negative finite double.
struct ExactDecimal {
  /// Decimal digits, the most significant first.
  private var digits: [UInt8]
  /// How many of them stand before the point; may be negative or beyond the last.
  private var point: Int

  init(_ number: Double) {
    guard number > 0, number.isFinite else {
      digits = [0]
      point = 1
      return
    }
    let significand = number.significandBitPattern | (number.isNormal ? 1 << 52 : 0)
    let exponent = (number.isNormal ? Int(number.exponentBitPattern) : 1) - 1075
    digits = String(significand).utf8.map { $0 - 48 }
    point = digits.count
    // Halving is multiplying by five with the point one further left.
    for _ in 0..<abs(exponent) { multiply(by: exponent > 0 ? 2 : 5) }
    if exponent < 0 { point += exponent }
  }

  private mutating func multiply(by factor: UInt8) {
    var carry: UInt8 = 0
    for position in digits.indices.reversed() {
      let product = digits[position] * factor + carry
      digits[position] = product % 10
      carry = product / 10
    }
    if carry > 0 {
      digits.insert(carry, at: 0)
      point += 1
    }
  }

  /// Rounds to so many digits after the point, halves to even.
  mutating func round(toFraction count: Int) { round(keeping: point + count) }

  private mutating func round(keeping kept: Int) {
    guard kept < digits.count else { return }
    guard kept >= 0 else {
      digits = [0]
      point = 1
      return
    }
    let rest = digits[kept...]
    let first = rest.first ?? 0
    let isHalf = first == 5 && rest.dropFirst().allSatisfy { $0 == 0 }
    let last = kept > 0 ? digits[kept - 1] : 0
    digits = Array(digits[..<kept])
    guard first > 5 || (first == 5 && (!isHalf || last % 2 == 1)) else { return }
    var position = kept - 1
    while position >= 0, digits[position] == 9 {
      digits[position] = 0
      position -= 1
    }
    if position >= 0 {
      digits[position] += 1
    } else {
      digits.insert(1, at: 0)
      point += 1
    }
  }

  /// The digits before the point.
  var whole: String {
    let shown = (0..<max(point, 0)).map { $0 < digits.count ? digits[$0] : 0 }.drop { $0 == 0 }
    return shown.isEmpty ? "0" : String(decoding: shown.map { $0 + 48 }, as: UTF8.self)
  }

  /// So many digits after the point.
  func fraction(padded count: Int) -> String {
    let shown = (point..<point + count).map { $0 >= 0 && $0 < digits.count ? digits[$0] + 48 : 48 }
    return String(decoding: shown, as: UTF8.self)
  }

  /// The first digits that are not zero, rounded, and the power of ten of the first.
  func significant(_ count: Int) -> (digits: String, exponent: Int) {
    var rounded = self
    let zeros = rounded.digits.prefix { $0 == 0 }.count
    guard zeros < rounded.digits.count else { return (String(repeating: "0", count: count), 0) }
    rounded.digits.removeFirst(zeros)
    rounded.point -= zeros
    rounded.round(keeping: count)
    let shown = (0..<count).map { $0 < rounded.digits.count ? rounded.digits[$0] + 48 : 48 }
    return (String(decoding: shown, as: UTF8.self), rounded.point - 1)
  }
}
