extension SpecialFunctions {
  /// The regularised incomplete beta function I_x(a, b): the chance that a Beta(a, b) variable is at most `x`.
  ///
  /// 0 for x at or below 0 and 1 from 1 on; NaN when a parameter is not positive and finite.
  public static func incompleteBeta(_ a: Double, _ b: Double, _ x: Double) -> Double {
    guard a > 0, b > 0, a < .infinity, b < .infinity, !x.isNaN else { return .nan }
    if x <= 0 { return 0 }
    if x >= 1 { return 1 }
    // The fraction converges fast below the mean; above it the other tail is computed.
    return x < (a + 1) / (a + b + 2) ? betaTail(a, b, x) : 1 - betaTail(b, a, 1 - x)
  }

  /// The lower regularised incomplete gamma function P(a, x); NaN when `a` is not positive and finite.
  public static func incompleteGamma(_ a: Double, _ x: Double) -> Double {
    guard a > 0, a < .infinity, !x.isNaN else { return .nan }
    if x <= 0 { return 0 }
    if x == .infinity { return 1 }
    return x < a + 1 ? gammaSeries(a, x) : 1 - gammaFraction(a, x)
  }

  /// The upper regularised incomplete gamma function Q(a, x) = 1 - P(a, x), without loss of digits when it is small.
  public static func incompleteGammaComplement(_ a: Double, _ x: Double) -> Double {
    guard a > 0, a < .infinity, !x.isNaN else { return .nan }
    if x <= 0 { return 1 }
    if x == .infinity { return 0 }
    return x < a + 1 ? 1 - gammaSeries(a, x) : gammaFraction(a, x)
  }

  private static func betaTail(_ a: Double, _ b: Double, _ x: Double) -> Double {
    let front = exponential(a * naturalLog(x) + b * naturalLogOfOnePlus(-x) - logBeta(a, b)) / a
    let fraction = ContinuedFraction.inverse(first: 1) { i in
      let m = (i / 2).rounded(.down)
      let isOdd = i > 2 * m
      let numerator =
        isOdd
        ? -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        : m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      return (numerator, 1)
    }
    return min(max(front * fraction, 0), 1)
  }

  private static func gammaSeries(_ a: Double, _ x: Double) -> Double {
    var term = 1 / a
    var sum = term
    for i in 1...10_000 {
      term *= x / (a + Double(i))
      sum += term
      guard term > 1e-17 * sum else { break }
    }
    return min(sum * front(a, x), 1)
  }

  private static func gammaFraction(_ a: Double, _ x: Double) -> Double {
    let fraction = ContinuedFraction.inverse(first: x + 1 - a) { i in (i * (a - i), x + 2 * i + 1 - a) }
    return min(max(fraction * front(a, x), 0), 1)
  }

  private static func front(_ a: Double, _ x: Double) -> Double {
    exponential(a * naturalLog(x) - x - logGamma(a))
  }
}
