/// Evidence about one rate that is valid at every look: the beta-binomial mixture, and the confidence sequence it
/// gives.
///
/// Source: the statistics study, section 1.9.
public struct BetaBinomialMixture: Sendable {
  private let counts: EventCount
  private let logMarginal: Double

  /// Prepares for counts, with a Beta(`a`, `b`) mixture; both parameters default to 1, the uniform one.
  public init(_ counts: EventCount, a: Double = 1, b: Double = 1) {
    self.counts = counts
    let rest = counts.trials - counts.events
    logMarginal =
      SpecialFunctions.logBeta(a + counts.events, b + rest) - SpecialFunctions.logBeta(a, b)
  }

  /// ln of the e-value against "the rate is `rate`"; very large outside of what the counts allow.
  public func logEvidence(rate: Double) -> Double {
    let rest = counts.trials - counts.events
    let events = counts.events > 0 ? counts.events * LogDomain.log(rate) : 0
    let others = rest > 0 ? rest * (rate < 1 ? naturalLogOfOnePlus(-max(rate, 0)) : LogDomain.zero) : 0
    return LogDomain.bounded(logMarginal - events - others)
  }

  /// The rates that are not refuted at level `alpha`, at any look: `{p : ln E(p) < ln(1/alpha)}`.
  public func interval(alpha: Double) -> (lower: Double, upper: Double) {
    guard let estimate = counts.rate, alpha > 0, alpha < 1 else { return (0, 1) }
    let limit = -naturalLog(alpha)
    let lower = counts.events > 0 ? boundary(refuted: 0, kept: estimate, limit) : 0
    let upper = counts.events < counts.trials ? boundary(refuted: 1, kept: estimate, limit) : 1
    return (lower, upper)
  }

  /// Halves the way between a refuted rate and one that is kept. The evidence is convex in the rate.
  private func boundary(refuted: Double, kept: Double, _ limit: Double) -> Double {
    var (refuted, kept) = (refuted, kept)
    for _ in 0..<200 {
      let middle = refuted + (kept - refuted) / 2
      if middle == refuted || middle == kept { break }
      if logEvidence(rate: middle) >= limit { refuted = middle } else { kept = middle }
      if abs(refuted - kept) <= 1e-13 * max(refuted, kept) { break }
    }
    return kept
  }
}
