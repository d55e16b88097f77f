/// Evidence about two proportions against "the candidate's is at most (or at least) `ratio * stable's + margin`".
///
/// The reverse information projection of Turner, Ly and Grünwald: the e-value compares a point alternative with the
/// point of the null that lies nearest to it in Kullback-Leibler divergence. It is exact for any convex null, any
/// number of requests and any drift of the stable proportion.
///
/// Source: the statistics study, section 1.9.
public struct HalfPlaneProjection: Sendable, Equatable {
  /// Which side of the line the null is.
  public enum Null: Sendable {
    /// The candidate's proportion is at most the line: evidence against it is evidence of harm.
    case atMost
    /// The candidate's proportion is at least the line: evidence against it is evidence of health.
    case atLeast
  }

  /// The point that the evidence bets on.
  public let alternative: RatePair

  /// The point of the null that is nearest to the alternative.
  public let nearest: RatePair

  /// Projects an alternative on the line, weighted by the numbers of requests of `counts`, for Bernoulli counts.
  ///
  /// Nil when there is nothing to compare: no requests on one side, an alternative that belongs to the null or lies
  /// outside the open unit square, or a line that misses it.
  public init?(_ alternative: RatePair, null: Null, ratio: Double = 1, margin: Double, counts: CountPair) {
    let trials = (candidate: counts.candidate.trials, stable: counts.stable.trials)
    guard trials.candidate > 0, trials.stable > 0, ratio > 0, ratio < .infinity, margin.isFinite else { return nil }
    guard Self.isProportion(alternative) else { return nil }
    let line = ratio * alternative.stable + margin
    guard null == .atMost ? alternative.candidate > line : alternative.candidate < line else { return nil }
    let low = max(0, -margin / ratio)
    let high = min(1, (1 - margin) / ratio)
    guard low < high else { return nil }
    let stable = RootFinder.increasing(from: low, to: high) { q in
      let candidate = Self.divergenceSlope(of: alternative.candidate, at: ratio * q + margin)
      let stable = Self.divergenceSlope(of: alternative.stable, at: q)
      return (
        trials.candidate * ratio * candidate.value + trials.stable * stable.value,
        trials.candidate * ratio * ratio * candidate.change + trials.stable * stable.change
      )
    }
    let nearest = RatePair(candidate: ratio * stable + margin, stable: stable)
    guard Self.isProportion(nearest) else { return nil }
    self.alternative = alternative
    self.nearest = nearest
  }

  /// ln of the e-value of what was counted.
  public func logEvidence(_ counts: CountPair) -> Double {
    LogDomain.bounded(
      Self.logRatio(counts.candidate, alternative.candidate, nearest.candidate)
        + Self.logRatio(counts.stable, alternative.stable, nearest.stable))
  }

  private static func logRatio(_ count: EventCount, _ p: Double, _ q: Double) -> Double {
    count.events * naturalLog(p / q) + (count.trials - count.events) * naturalLog((1 - p) / (1 - q))
  }

  private static func isProportion(_ rates: RatePair) -> Bool {
    rates.candidate > 0 && rates.candidate < 1 && rates.stable > 0 && rates.stable < 1
  }

  /// The first and second derivative of KL(p || q) by q.
  private static func divergenceSlope(of p: Double, at q: Double) -> (value: Double, change: Double) {
    let up = (1 - p) / (1 - q)
    let down = p / q
    return (up - down, up / (1 - q) + down / q)
  }
}
