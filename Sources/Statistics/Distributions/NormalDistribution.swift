/// The standard normal distribution.
public enum NormalDistribution {
  /// The chance of a value at or below `x`.
  public static func cumulative(_ x: Double) -> Double { complementaryErrorFunction(-x * inverseRootTwo) / 2 }

  /// The chance of a value above `x`, without loss of digits far out.
  public static func upperTail(_ x: Double) -> Double { complementaryErrorFunction(x * inverseRootTwo) / 2 }

  /// The value below which a share `p` lies; minus infinity at 0, infinity at 1, NaN outside.
  public static func quantile(_ p: Double) -> Double {
    guard p >= 0, p <= 1 else { return .nan }
    if p == 0.5 { return 0 }
    if p == 0 || p == 1 { return p == 0 ? -.infinity : .infinity }
    return p < 0.5 ? -upperQuantile(p) : upperQuantile(1 - p)
  }

  /// The positive value above which a share `tail`, less than one half, lies.
  private static func upperQuantile(_ tail: Double) -> Double {
    // A rough start by the tail's leading terms, then Newton's steps on its logarithm, which is nearly a parabola.
    let guess = (-2 * naturalLog(2 * tail)).squareRoot()
    var x = max(guess - 0.2, 0.01)
    for _ in 0..<50 {
      let above = upperTail(x)
      let density = exponential(-x * x / 2) * inverseRootTwoPi
      guard above > 0, density > 0 else { break }
      let step = (naturalLog(above) - naturalLog(tail)) * above / density
      x = max(x + step, 0)
      if abs(step) <= 1e-15 * x { break }
    }
    return x
  }

  private static let inverseRootTwo = 0.707106781186547524400844362105
  private static let inverseRootTwoPi = 0.398942280401432677939946059934
}
