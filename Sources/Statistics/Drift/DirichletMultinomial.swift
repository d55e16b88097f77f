/// Evidence of drift against a reference that is known, valid at every look.
///
/// Source: the statistics study, section 1.11.
public struct DirichletMultinomial: Sendable, Equatable {
  /// The shares of the reference; they sum to 1.
  public let shares: [Double]
  /// How close to the reference the alternatives lie; 100 by default.
  public let precision: Double

  /// Prepares; nil unless there are 2 to 1024 shares above 0 that sum to 1, or counts that can be made so.
  public init?(shares: [Double], precision: Double = 100) {
    guard (2...BinnedSamples.mostBins).contains(shares.count), precision > 0, precision < 1e9 else { return nil }
    guard shares.allSatisfy({ $0 > 0 && $0 < 1e15 }) else { return nil }
    let sum = shares.reduce(0, +)
    // Shares that are given as such are kept to the last digit.
    self.shares = abs(sum - 1) < 1e-12 ? shares : shares.map { $0 / sum }
    self.precision = precision
  }

  /// ln of the e-value of all that was counted since the reference was frozen; nil when the bins do not fit.
  public func logEvidence(_ counts: [Double]) -> Double? {
    guard counts.count == shares.count, counts.allSatisfy({ $0 >= 0 && $0 < 1e15 }) else { return nil }
    let total = counts.reduce(0, +)
    let terms = zip(shares, counts).reduce(0.0) { sum, bin in
      sum + SpecialFunctions.logGammaRatio(precision * bin.0, bin.1) - bin.1 * naturalLog(bin.0)
    }
    return LogDomain.bounded(terms - SpecialFunctions.logGammaRatio(precision, total))
  }
}
