/// Keeps the edges of shared incidents out of the comparison.
///
/// Pods are scraped at different moments, so that one version may show a shared incident a scrape before the other.
/// When the stable version's own rate jumps, up or down, the scrape that waits, this one and the next are dropped.
/// Where few requests fail, stable may show the beginning of an incident so faintly that only the next scrape would be
/// a jump, too late: a scrape that waits with the first jump of the candidate needs less of one by stable to be dropped.
/// After the candidate's first scrapes every scrape is used one later, so that such a jump can still cancel it; a
/// candidate that is bad from its first request is therefore not delayed at all.
///
/// Source: the statistics study, section 1.5.
public struct IncidentGuard: Sendable, Codable, Equatable {
  /// What of the past and the present scrape may be used.
  public struct Admission: Sendable, Equatable {
    /// The scrape that was waiting, now confirmed.
    public var released: CountPair
    /// The present scrape, unless it waits or is dropped.
    public var admitted: CountPair
    /// Whether the stable version's rate has just jumped, so that what waited is lost.
    public var dropped: Bool
  }

  /// How many of the candidate's scrapes are used at once.
  public let promptScrapes: Int
  /// The running rate of stable, nil until something is known of it.
  public private(set) var stableRate: Double?
  /// The scrape that waits for the next one.
  public private(set) var waiting: CountPair = .none
  private var hold = 0
  private var seen = 0
  /// Whether the scrape before the one that waits was a jump of the candidate.
  private var followsSuspect = false

  /// Starts from the stable version's history.
  public init(stableRate: Double?, promptScrapes: Int = 4) {
    self.stableRate = stableRate.flatMap { $0.isFinite ? min(max($0, 0), 1) : nil }
    self.promptScrapes = max(promptScrapes, 0)
  }

  /// Takes a scrape and says what may be used.
  public mutating func admit(_ scrape: CountPair) -> Admission {
    let isSuspect = hasRisen(waiting.candidate, by: 4)
    let jumped = hasJumped(scrape.stable) || (isSuspect && !followsSuspect && hasRisen(scrape.stable, by: 2))
    followsSuspect = isSuspect
    hold = jumped ? 2 : max(hold - 1, 0)
    let waits = seen >= promptScrapes
    defer {
      follow(scrape.stable, jumped: jumped)
      if scrape.candidate.trials > 0 { seen = min(seen + 1, promptScrapes) }
    }
    guard hold == 0 else {
      waiting = .none
      return Admission(released: .none, admitted: .none, dropped: true)
    }
    let released = waiting
    waiting = waits ? scrape : .none
    return Admission(released: released, admitted: waits ? .none : scrape, dropped: false)
  }

  private func hasJumped(_ stable: EventCount) -> Bool {
    guard let (score, quotient) = surprise(stable) else { return false }
    return abs(score) > 4 && (quotient > 1.25 || quotient < 0.8)
  }

  private func hasRisen(_ count: EventCount, by limit: Double) -> Bool {
    guard let (score, quotient) = surprise(count) else { return false }
    return score > limit && quotient > 1.25
  }

  /// How far a count is from what stable's running rate lets expect: in deviations, and as a factor.
  private func surprise(_ count: EventCount) -> (score: Double, quotient: Double)? {
    guard let stableRate, count.trials > 0 else { return nil }
    let mean = count.trials * stableRate
    return (
      (count.events - mean) / (mean + 0.0225 * mean * mean + 1).squareRoot(), (count.events + 0.5) / (mean + 0.5)
    )
  }

  private mutating func follow(_ stable: EventCount, jumped: Bool) {
    guard let rate = stable.rate else { return }
    let speed = jumped ? 0.7 : 0.2
    stableRate = stableRate.map { (1 - speed) * $0 + speed * rate } ?? rate
  }
}
