import Statistics

/// How fast stable itself spends its error budget: while it burns, nothing goes on.
///
/// An incident that both versions share is held against neither, but it is no time to send more traffic to a new
/// version either. Two windows have to agree, a long one so that a moment does not count and a short one so that the
/// rollout goes on soon after. They fade instead of ending, so that four numbers are all that is remembered.
///
/// Source: the statistics study, section 1.10.
struct StableBurn: Sendable, Codable, Equatable {
  /// Over which times it looks, in seconds.
  private static let windows = [300.0, 3600]
  /// How many times faster than it may the budget has to burn.
  private static let limit = 2.0

  private let objective: Double
  private var counts = [EventCount.none, .none]

  /// - Parameter objective: the share of requests that is promised to succeed, below 1.
  init(objective: Double) { self.objective = objective }

  /// Takes what stable counted in an interval of some seconds.
  mutating func observe(_ count: EventCount, lasting seconds: Double) {
    guard seconds > 0 else { return }
    for (index, window) in Self.windows.enumerated() {
      let kept = LogDomain.exp(-seconds / window)
      let old = counts[index]
      counts[index] =
        EventCount(trials: old.trials * kept, events: old.events * kept) + count
    }
  }

  /// Why nothing may go on; `nil` while the budget does not burn.
  func hold(alpha: Double) -> String? {
    let budget = 1 - objective
    // Few requests prove nothing: the rate counts that is certain.
    let rates = counts.map { $0.trials > 0 ? BetaBinomialMixture($0).interval(alpha: alpha).lower : 0 }
    guard budget > 0, rates.allSatisfy({ $0 > Self.limit * budget }), let rate = counts[0].rate,
      let burn = BurnRate(counts: counts[0], objective: objective, window: Self.windows[0], period: Self.windows[0])
    else { return nil }
    return "stable itself fails \(NumberText.percent(rate)) of its requests where the objective allows "
      + "\(NumberText.percent(budget)): its error budget burns \(NumberText.fixed(burn.rate, decimals: 1)) times too "
      + "fast, and nothing goes on meanwhile"
  }
}
