import Testing

@testable import Statistics

@Suite("A test against fixed rates") struct FixedRateComparisonTests {
  private func comparison(
    rate: Double, expected: Double = 0.1, rounds: Int = 60, requests: Double = 100
  ) -> FixedRateComparison {
    var comparison = FixedRateComparison(
      plan: FixedRateComparison.Plan(
        harm: 0.12, health: 0.15, relaxed: 0.25, expected: expected, blockLength: 20, maximumDuration: 600))
    for round in 0..<rounds {
      comparison.observe(
        EventCount(trials: requests, events: requests * rate), from: Double(round) * 5, variance: 0.0025)
    }
    return comparison
  }

  @Test("finds harm above the one, and health below the other", arguments: [0.05, 0.1, 0.2])
  func sides(rate: Double) {
    let comparison = comparison(rate: rate)
    #expect((comparison.logHarm > 4.6) == (rate > 0.12))
    #expect((comparison.logHealth > 3) == (rate < 0.15), "\(comparison.logHealth)")
    #expect(comparison.logRelaxed > comparison.logHealth)
    #expect(comparison.total.trials == 6_000)
  }

  @Test("a rate that is as expected is proven sooner than by bets on parts of the limit alone")
  func expected() {
    #expect(comparison(rate: 0.12).logHealth < comparison(rate: 0.12, expected: 0.12).logHealth)
  }

  @Test("knows nothing without counts")
  func empty() {
    let comparison = comparison(rate: 0.1, rounds: 0)
    #expect(comparison.logHealth == 0 && comparison.logHarm <= 0 && comparison.total == .none)
  }
}

@Suite("Exact bounds") struct ExactBoundsTests {
  /// Values of `scipy.stats.beta.ppf`.
  @Test(
    "are those of Clopper and Pearson",
    arguments: [(0.0, 100.0, 0.0, 0.0362167), (5, 100, 0.0164319, 0.1128349), (50, 100, 0.3983211, 0.6016789)])
  func values(events: Double, trials: Double, lower: Double, upper: Double) {
    let count = EventCount(trials: trials, events: events)
    #expect(abs(ExactBounds.lower(count, alpha: 0.025) - lower) < 1e-6)
    #expect(abs(ExactBounds.upper(count, alpha: 0.025) - upper) < 1e-6)
  }

  @Test("say nothing without counts, and nothing beyond what a rate can be")
  func edges() {
    #expect(ExactBounds.upper(.none, alpha: 0.05) == 1 && ExactBounds.lower(.none, alpha: 0.05) == 0)
    let all = EventCount(trials: 10, events: 10)
    #expect(ExactBounds.upper(all, alpha: 0.05) == 1 && ExactBounds.lower(all, alpha: 0.05) < 1)
  }
}
