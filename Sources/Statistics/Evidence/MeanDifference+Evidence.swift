extension MeanDifference {
  /// ln of the evidence that the difference lies above a bound: a one-sided normal mixture, asymptotic in the number of
  /// scrapes, valid at every look. 0 before anything can be said.
  public func logEvidence(above bound: Double, _ mixture: NormalMixture) -> Double {
    guard let interval = interval(mixture), interval.deviation > 0, bound.isFinite else { return 0 }
    let information = interval.effectiveCount * mixture.scale * mixture.scale
    let distance = (interval.difference - bound) / interval.deviation
    let z = interval.effectiveCount * mixture.scale * distance / (information + 1).squareRoot()
    return LogDomain.bounded(Self.logTwiceScaledTail(z) - naturalLogOfOnePlus(information) / 2)
  }

  /// The same for a difference below a bound.
  public func logEvidence(below bound: Double, _ mixture: NormalMixture) -> Double {
    guard let interval = interval(mixture), interval.deviation > 0, bound.isFinite else { return 0 }
    var mirrored = self
    mirrored.negate()
    return mirrored.logEvidence(above: -bound, mixture)
  }

  /// ln(2 e^(z^2/2) Phi(z)), also where Phi underflows.
  private static func logTwiceScaledTail(_ z: Double) -> Double {
    if z < -30 { return naturalLog(2 / (-z * 2.506628274631000502)) }
    return naturalLog(2) + z * z / 2 + naturalLog(NormalDistribution.cumulative(z))
  }
}
