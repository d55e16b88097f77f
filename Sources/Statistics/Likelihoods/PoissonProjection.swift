/// Evidence about two rates of rare events against "the candidate's is at most (or at least) `ratio * stable's +
/// margin`": ``HalfPlaneProjection`` with Poisson counts, where the nearest point of the null has a closed form.
///
/// Source: the statistics study, section 1.9.
public struct PoissonProjection: Sendable, Equatable {
  /// The point that the evidence bets on, events per request.
  public let alternative: RatePair

  /// The point of the null that is nearest to the alternative.
  public let nearest: RatePair

  /// Projects an alternative on the line, weighted by the numbers of requests of `counts`.
  ///
  /// Nil without requests on both sides, or when a rate is not positive and finite.
  public init?(_ alternative: RatePair, ratio: Double, margin: Double, counts: CountPair) {
    let (nc, ns) = (counts.candidate.trials, counts.stable.trials)
    guard nc > 0, ns > 0, ratio > 0, ratio < .infinity, margin >= 0, margin < .infinity else { return nil }
    guard Self.isRate(alternative.candidate), Self.isRate(alternative.stable) else { return nil }
    let weight = nc * ratio + ns
    let a = ratio * weight
    let b = margin * weight - ratio * (nc * alternative.candidate + ns * alternative.stable)
    let c = -margin * ns * alternative.stable
    let root = (b * b - 4 * a * c).squareRoot()
    // Of the two forms of the positive root, the one that does not subtract nearly equal numbers.
    let stable = b <= 0 ? (root - b) / (2 * a) : -2 * c / (b + root)
    let nearest = RatePair(candidate: ratio * stable + margin, stable: stable)
    guard Self.isRate(nearest.candidate), Self.isRate(nearest.stable) else { return nil }
    (self.alternative, self.nearest) = (alternative, nearest)
  }

  /// ln of the e-value of what was counted.
  public func logEvidence(_ counts: CountPair) -> Double {
    LogDomain.bounded(
      Self.logRatio(counts.candidate, alternative.candidate, nearest.candidate)
        + Self.logRatio(counts.stable, alternative.stable, nearest.stable))
  }

  private static func logRatio(_ count: EventCount, _ p: Double, _ q: Double) -> Double {
    count.events * naturalLog(p / q) - count.trials * (p - q)
  }

  private static func isRate(_ x: Double) -> Bool { x > 0 && x < .infinity }
}
