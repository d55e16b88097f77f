/// Continued fractions by Lentz's method, which neither overflows nor divides by zero.
enum ContinuedFraction {
  /// 1 / (b0 + a1 / (b1 + a2 / (b2 + ...))) with `term(i)` giving (a_i, b_i); `first` is b0.
  static func inverse(first: Double, term: (Double) -> (a: Double, b: Double)) -> Double {
    var denominator = 1 / away(first)
    var numerator = 1 / tiny
    var value = denominator
    for i in 1...10_000 {
      let (a, b) = term(Double(i))
      denominator = 1 / away(a * denominator + b)
      numerator = away(b + a / numerator)
      let change = denominator * numerator
      value *= change
      guard abs(change - 1) > 4e-16, value.isFinite else { break }
    }
    return value
  }

  private static let tiny = 1e-300

  private static func away(_ x: Double) -> Double { abs(x) < tiny ? tiny : x }
}
