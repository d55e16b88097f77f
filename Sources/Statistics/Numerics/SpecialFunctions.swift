/// The gamma and beta functions in logarithms.
///
/// Differences of log-gamma values lose digits when the arguments are large, so ``logGammaRatio(_:_:)`` is computed
/// directly, by a product or by the difference of two Stirling series.
///
/// Source: the statistics study, section 1.13.
public enum SpecialFunctions {
  /// ln Γ(x) for positive x; infinity at zero, NaN below.
  public static func logGamma(_ x: Double) -> Double {
    guard x > 0 else { return x == 0 ? .infinity : .nan }
    guard x < .infinity else { return .infinity }
    var z = x
    var shift = 1.0
    while z < seriesStart {
      shift *= z
      z += 1
    }
    return (z - 0.5) * naturalLog(z) - z + halfLogTwoPi + stirlingTail(z) - naturalLog(shift)
  }

  /// ln Γ(a + x) - ln Γ(a) for a > 0 and a + x > 0, NaN elsewhere; x need not be an integer.
  public static func logGammaRatio(_ a: Double, _ x: Double) -> Double {
    guard a > 0, a + x > 0, a < .infinity, x < .infinity else { return .nan }
    if x == 0 { return 0 }
    if x > 0, x <= 64, x.rounded(.down) == x { return logRisingProduct(a, count: Int(x)) }
    var z = a
    var (correction, quotient) = (0.0, 1.0)
    while z < seriesStart {
      quotient *= (z + x) / z
      if quotient > 1e200 || quotient < 1e-200 {
        correction += naturalLog(quotient)
        quotient = 1
      }
      z += 1
    }
    guard z + x > 0 else { return .nan }
    return stirlingDifference(z, x) - correction - naturalLog(quotient)
  }

  /// ln B(a, b) for positive arguments, NaN elsewhere.
  public static func logBeta(_ a: Double, _ b: Double) -> Double {
    let low = min(a, b)
    let high = max(a, b)
    guard low > 0, high < .infinity else { return .nan }
    return logGamma(low) - logGammaRatio(high, low)
  }

  /// From here on seven terms of Stirling's series are exact to the last digit of a double.
  private static let seriesStart = 16.0
  private static let halfLogTwoPi = 0.918938533204672741780329736406

  private static func logRisingProduct(_ a: Double, count: Int) -> Double {
    var total = 0.0
    var product = 1.0
    for i in 0..<count {
      product *= a + Double(i)
      if product > 1e200 || product < 1e-200 {
        total += naturalLog(product)
        product = 1
      }
    }
    return total + naturalLog(product)
  }

  private static func stirlingDifference(_ z: Double, _ x: Double) -> Double {
    let tail = stirlingTail(z + x) - stirlingTail(z)
    if abs(x) < 0.25 * z {
      return (z - 0.5) * naturalLogOfOnePlus(x / z) + x * (naturalLog(z + x) - 1) + tail
    }
    return (z + x - 0.5) * naturalLog(z + x) - (z - 0.5) * naturalLog(z) - x + tail
  }

  private static func stirlingTail(_ z: Double) -> Double {
    let r = 1 / z
    let s = r * r
    let series = 1.0 / 1260 + s * (-1.0 / 1680 + s * (1.0 / 1188 + s * (-691.0 / 360360 + s / 156)))
    return r * (1.0 / 12 + s * (-1.0 / 360 + s * series))
  }
}
