/// The chi-square distribution.
public enum ChiSquaredDistribution {
  /// The chance of a value above `x` with some degrees of freedom; NaN unless those are positive.
  public static func upperTail(_ x: Double, degreesOfFreedom: Double) -> Double {
    SpecialFunctions.incompleteGammaComplement(degreesOfFreedom / 2, x / 2)
  }

  /// The value below which a share `p` lies; NaN unless `p` is in 0..<1 and there are degrees of freedom, fewer than a million.
  public static func quantile(_ p: Double, degreesOfFreedom: Double) -> Double {
    guard p >= 0, p < 1, degreesOfFreedom > 0, degreesOfFreedom < 1e6 else { return .nan }
    if p == 0 { return 0 }
    let shape = degreesOfFreedom / 2
    let high = degreesOfFreedom + 100 * (2 * degreesOfFreedom).squareRoot() + 1500
    return RootFinder.increasing(from: 0, to: high) { x in
      let density =
        exponential(
          (shape - 1) * naturalLog(x / 2) - x / 2 - SpecialFunctions.logGamma(shape)) / 2
      // Far out the lower share is 1 to the last digit: there the difference of the tails still tells.
      let value =
        p < 0.5
        ? SpecialFunctions.incompleteGamma(shape, x / 2) - p
        : (1 - p) - SpecialFunctions.incompleteGammaComplement(shape, x / 2)
      return (value, density)
    }
  }
}
