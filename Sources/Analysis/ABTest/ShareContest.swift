import Statistics

/// The evidence that one version has a smaller share of bad outcomes than another: valid at every look, exact for any
/// numbers, and whatever both shares do with time.
///
/// Each interval gives a reverse information projection of "it has odds so many times smaller" on "it is not better".
///
/// Source: the statistics study, section 1.9.
struct ShareContest: Sendable, Codable, Equatable {
  /// The bets: by what the odds of a bad outcome are multiplied.
  private static let factors = [0.1, 0.3, 0.5, 0.7, 0.85, 0.95]

  private var logs = factors.map { _ in 0.0 }
  private var past = EventCount.none

  /// Takes an interval: what the better one counted, as it is claimed, and the other.
  mutating func observe(better: EventCount, other: EventCount) {
    defer { past += other }
    guard better.trials > 0, other.trials > 0 else { return }
    // Bets rest on the past alone; ten outcomes' worth of a prior around one in ten.
    let rate = min(max((past.events + 1) / (past.trials + 10), 0.0001), 0.9999)
    let counts = CountPair(candidate: better, stable: other)
    for (index, factor) in Self.factors.enumerated() {
      let odds = factor * rate / (1 - rate)
      let bet = RatePair(candidate: odds / (1 + odds), stable: rate)
      let projection = HalfPlaneProjection(bet, null: .atLeast, margin: 0, counts: counts)
      logs[index] = LogDomain.bounded(logs[index] + (projection?.logEvidence(counts) ?? 0))
    }
  }

  /// ln of the evidence.
  var logEvidence: Double { LogDomain.sum(logs) - LogDomain.log(Double(logs.count)) }
}
