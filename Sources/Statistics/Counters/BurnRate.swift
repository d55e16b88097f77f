/// How fast an error budget is spent.
///
/// Source: the statistics study, section 1.10.
public struct BurnRate: Sendable, Equatable {
  /// The error rate over the budget's rate; 1 spends the budget exactly over its period.
  public let rate: Double

  /// The share of the period's whole budget that the window spent.
  public let budgetUsed: Double

  /// Measures a window, in seconds, against an objective such as 0.999 over a period in seconds.
  ///
  /// Nil without requests, or when the objective leaves no budget.
  public init?(counts: EventCount, objective: Double, window: Double, period: Double) {
    guard let errorRate = counts.rate, objective < 1, objective >= 0, period > 0, window >= 0 else { return nil }
    rate = errorRate / (1 - objective)
    budgetUsed = rate * window / period
    guard rate.isFinite, budgetUsed.isFinite else { return nil }
  }
}
