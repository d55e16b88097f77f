/// Student's t distribution.
public enum StudentDistribution {
  /// The chance of a value further from zero than `t`, on either side; NaN without degrees of freedom.
  public static func twoSidedTail(_ t: Double, degreesOfFreedom: Double) -> Double {
    guard degreesOfFreedom > 0, degreesOfFreedom < .infinity, !t.isNaN else { return .nan }
    guard abs(t) < 1e150 else { return 0 }
    return SpecialFunctions.incompleteBeta(degreesOfFreedom / 2, 0.5, degreesOfFreedom / (degreesOfFreedom + t * t))
  }
}
