/// How many more requests it takes to prove a margin, if the candidate equals stable.
///
/// Source: the statistics study, section 3.
public enum AdvanceForecast {
  /// The expected evidence of one request of the whole service, in nats.
  public struct Information: Sendable, Equatable {
    /// By the ratio of the two versions.
    public var ratio: Double
    /// By the candidate's own rate.
    public var rate: Double
    /// By the better of the two, never negative.
    public var best: Double { max(ratio, rate, 0) }
  }

  /// The information that requests carry at a weight towards a margin, when both versions have the stable rate.
  public static func information(stableRate: Double, weight: Double, margin: AdvanceMargin) -> Information {
    guard stableRate >= 0, stableRate <= 1, weight > 0, weight < 1 else { return Information(ratio: 0, rate: 0) }
    let healthy = weight
    let unacceptable = margin.ratio * weight / (margin.ratio * weight + 1 - weight)
    let byRatio = stableRate * bernoulliDivergence(healthy, unacceptable)
    let byRate = [0.5, 0.2, 0.04].map { stableRate * LogDomain.log($0) + margin.rate * (1 - $0) }.max() ?? 0
    return Information(ratio: byRatio, rate: weight * byRate)
  }

  /// The requests of the whole service that are still needed, typically; nil when the data can never suffice.
  ///
  /// Aims at ln(1/beta) plus 0.9 for what the division of the bets costs, less the evidence at hand.
  public static func requests(information: Double, falsePromotion: Double, logEvidence: Double = 0) -> Double? {
    guard information > 1e-12, falsePromotion > 0, falsePromotion < 1 else { return nil }
    return max((-naturalLog(falsePromotion) + 0.9 - logEvidence) / information, 0)
  }

  /// KL(p || q) of two Bernoulli laws, in nats.
  public static func bernoulliDivergence(_ p: Double, _ q: Double) -> Double {
    guard p >= 0, p <= 1, q >= 0, q <= 1 else { return 0 }
    let part = { (p: Double, q: Double) in p > 0 ? p * (LogDomain.log(p) - LogDomain.log(q)) : 0 }
    return max(part(p, q) + part(1 - p, 1 - q), 0)
  }
}
