/// How bad a candidate would be unacceptable: `p_c >= max(ratio * p_s, rate)`.
///
/// Source: the statistics study, section 1.3.
public struct AdvanceMargin: Sendable, Codable, Equatable {
  /// The unacceptable multiple of the stable rate.
  public var ratio: Double
  /// The rate below which the candidate is acceptable whatever stable does.
  public var rate: Double

  /// Makes a margin; impossible numbers become the strictest possible ones.
  public init(ratio: Double, rate: Double) {
    self.ratio = ratio > 0 && ratio < .infinity ? ratio : 1
    self.rate = rate.isNaN ? 1e-9 : min(max(rate, 1e-9), 0.9)
  }

  /// The margin for entering a weight.
  ///
  /// At a weight below 1 only a share of the service is exposed, so that only regressions have to be excluded whose
  /// damage to the whole service would exceed the final margin: ratio `1 + (ratio - 1) / weight`, rate
  /// `min(rate / weight, 0.30)`.
  public func entering(weight: Double) -> AdvanceMargin {
    guard weight > 0, weight < 1 else { return self }
    return AdvanceMargin(ratio: 1 + (ratio - 1) / weight, rate: max(rate, min(rate / weight, 0.30)))
  }
}
