import Testing

@testable import Statistics

@Suite struct ProportionComparisonTests {
  private let plan = ProportionComparison.Plan(
    margin: 0.02, relaxed: 0.06, weights: [0.2, 0.5], blockLength: 120, blocks: 30)

  private func scrape(_ candidateWrong: Double, _ stableWrong: Double) -> CountPair {
    CountPair(
      candidate: EventCount(trials: 100, events: candidateWrong), stable: EventCount(trials: 100, events: stableWrong))
  }

  @Test func harmAndHealthAreTold() {
    var bad = ProportionComparison(plan: plan, history: .none)
    var good = bad
    for index in 0..<20 {
      bad.observe(scrape(25, 10), from: Double(index) * 15, step: 1)
      good.observe(scrape(9, 10), from: Double(index) * 15, step: 1)
    }
    #expect(bad.rollbackEvidence(step: 1).total > 10)
    #expect(bad.advanceLogEvidence(step: 1) < -3)
    #expect(good.rollbackEvidence(step: 1).pooled <= 0)
    #expect(good.advanceLogEvidence(step: 1) > 3)
  }

  @Test func earlyGatesAreWiderAndTheLastCountsItsStepAlone() {
    var comparison = ProportionComparison(plan: plan, history: .none)
    for index in 0..<10 { comparison.observe(scrape(10, 10), from: Double(index) * 15, step: 0) }
    #expect(comparison.advanceLogEvidence(step: 0) > 1)
    #expect(abs(comparison.advanceLogEvidence(step: 1)) < 1e-12)
    #expect(comparison.relaxedLogEvidence > comparison.advanceLogEvidence(step: 0))
  }

  @Test func nothingToCompareIsNoEvidence() {
    var comparison = ProportionComparison(plan: plan, history: .none)
    for index in 0..<10 {
      comparison.observe(
        CountPair(candidate: .none, stable: EventCount(trials: 100, events: 5)), from: Double(index), step: 1)
    }
    #expect(comparison.rollbackEvidence(step: 1).total <= 0)
    #expect(abs(comparison.advanceLogEvidence(step: 1)) < 1e-12)
    #expect(comparison.total.stable.trials == 1000)
  }

  @Test func theNeedForLabelsShrinksWithTheEvidence() throws {
    var comparison = ProportionComparison(plan: plan, history: EventCount(trials: 1000, events: 100))
    let before = try #require(comparison.labelsNeeded(step: 0, weight: 0.2, falsePromotion: 0.05))
    for index in 0..<5 { comparison.observe(scrape(10, 10), from: Double(index) * 15, step: 0) }
    let after = try #require(comparison.labelsNeeded(step: 0, weight: 0.2, falsePromotion: 0.05))
    #expect(after < before)
  }
}
