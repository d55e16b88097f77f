/// Whether the traffic divides as it was asked to: the check for a sample-ratio mismatch.
///
/// A beta-binomial mixture about the asked share, valid at every look. When it alarms the routing is not what the
/// comparison takes it to be, and nothing may be concluded from it.
///
/// Source: the statistics study, section 1.10.
public struct SampleRatio: Sendable, Codable, Equatable {
  private let precision: Double

  /// ln of the e-value over all closed stretches of one share.
  public private(set) var logEvidence = 0.0
  private var share: Double?
  private var counts = EventCount.none

  /// Starts; `precision` says how close to the asked share the alternatives lie, 1000 by default.
  public init(precision: Double = 1000) {
    self.precision = precision > 0 && precision < 1e12 ? precision : 1000
  }

  /// ln of the e-value against "the candidate's share is `share`", for one stretch of traffic.
  public static func logEvidence(candidate: Double, total: Double, share: Double, precision: Double) -> Double {
    let count = EventCount(trials: total, events: candidate)
    guard share > 0, share < 1, precision > 0, precision < .infinity else { return 0 }
    return BetaBinomialMixture(count, a: share * precision, b: (1 - share) * precision).logEvidence(rate: share)
  }

  /// Takes the requests of a scrape made at an asked share. A new share starts a new stretch.
  public mutating func observe(candidate: Double, stable: Double, share: Double) {
    guard share > 0, share < 1 else { return }
    if self.share != share {
      logEvidence = total
      (self.share, counts) = (share, .none)
    }
    counts += EventCount(trials: candidate + stable, events: candidate)
  }

  /// ln of the e-value with the running stretch.
  public var total: Double {
    guard let share else { return logEvidence }
    return LogDomain.bounded(
      logEvidence
        + Self.logEvidence(candidate: counts.events, total: counts.trials, share: share, precision: precision))
  }
}
