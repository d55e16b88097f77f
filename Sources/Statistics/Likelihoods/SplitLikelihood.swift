/// The likelihood of how the events of an interval divide between the candidate and the stable version.
///
/// Given all the events of an interval, their number on the candidate's side depends on the ratio of the two event
/// rates only: the rate itself, and everything that moves both versions alike, cancels. A random effect of each
/// version with relative variance s2 turns the binomial split into a beta-binomial one with precision `max(1, 1 /
/// (theta0 (1 - theta0) s2) - 1)`.
///
/// Source: the statistics study, section 1.2.
public struct SplitLikelihood: Sendable {
  private let counts: CountPair
  private let null: Shares
  private let precision: Double?
  private let nullTerm: Double

  /// The shares of the events that fall on the candidate and on stable.
  private struct Shares {
    var candidate: Double
    var stable: Double

    init(ratio: Double, counts: CountPair) {
      let weighted = ratio * counts.candidate.trials
      candidate = weighted / (weighted + counts.stable.trials)
      stable = counts.stable.trials / (weighted + counts.stable.trials)
    }
  }

  /// Prepares to compare alternatives with the null `p_c = nullRatio * p_s`.
  ///
  /// A variance of zero or less means that only the binomial scatter counts.
  public init(counts: CountPair, nullRatio: Double, variance: Double) {
    self.counts = counts
    null = Shares(ratio: max(nullRatio, 0), counts: counts)
    let scatter = null.candidate * null.stable * variance
    let precision = scatter > 1e-12 ? max(1, 1 / scatter - 1) : nil
    nullTerm = precision.map { [null] in Self.logKernel(counts, null, $0) } ?? 0
    self.precision = precision
  }

  /// The precision of the beta-binomial split, nil for the binomial one.
  public var betaPrecision: Double? { precision }

  /// ln of the likelihood under `p_c = alternative * p_s` over the likelihood under the null.
  ///
  /// Zero, no evidence, when either side had no requests or nothing happened.
  public func logRatio(alternative: Double) -> Double {
    guard counts.candidate.trials > 0, counts.stable.trials > 0 else { return 0 }
    guard counts.candidate.events + counts.stable.events > 0, alternative > 0, alternative < .infinity else { return 0 }
    let shares = Shares(ratio: alternative, counts: counts)
    guard let precision else { return Self.binomial(counts, shares, null) }
    return LogDomain.bounded(Self.logKernel(counts, shares, precision) - nullTerm)
  }

  private static func logKernel(_ counts: CountPair, _ shares: Shares, _ precision: Double) -> Double {
    SpecialFunctions.logGammaRatio(precision * shares.candidate, counts.candidate.events)
      + SpecialFunctions.logGammaRatio(precision * shares.stable, counts.stable.events)
  }

  private static func binomial(_ counts: CountPair, _ shares: Shares, _ null: Shares) -> Double {
    let candidate = counts.candidate.events * naturalLog(shares.candidate / null.candidate)
    let stable = counts.stable.events * naturalLog(shares.stable / null.stable)
    return LogDomain.bounded(candidate + stable)
  }
}
