/// Sums of quantities that are kept as natural logarithms, because evidence spans hundreds of orders of magnitude.
public enum LogDomain {
  /// Stands for the logarithm of zero.
  ///
  /// It is finite, so that every state made of such numbers can be written as JSON, and so far below any log likelihood
  /// ratio that adding one to it leaves nothing of weight.
  public static let zero = -1e18

  /// The natural logarithm; ``zero`` for zero, negative numbers and NaN.
  public static func log(_ x: Double) -> Double {
    x > 0 ? bounded(naturalLog(x)) : zero
  }

  /// The exponential; it never exceeds the greatest finite number.
  public static func exp(_ x: Double) -> Double {
    x.isNaN ? 0 : min(exponential(x), .greatestFiniteMagnitude)
  }

  /// ln(e^a + e^b) without overflow.
  public static func add(_ a: Double, _ b: Double) -> Double {
    let high = max(a, b)
    let low = min(a, b)
    guard low > zero, low - high > -745 else { return high }
    return high + naturalLogOfOnePlus(exponential(low - high))
  }

  /// ln of the sum of e^v over the values; ``zero`` for none.
  public static func sum(_ values: [Double]) -> Double {
    guard let high = values.max(), high > zero, high < .infinity else { return values.max() ?? zero }
    var total = 0.0
    for value in values { total += exponential(value - high) }
    return high + naturalLog(total)
  }

  /// Pulls a logarithm into the range that states may hold: NaN says nothing (0), infinities become very large numbers.
  package static func bounded(_ x: Double) -> Double {
    x.isNaN ? 0 : min(max(x, zero), -zero)
  }
}
