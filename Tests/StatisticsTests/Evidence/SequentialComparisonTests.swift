import Testing

@testable import Statistics

@Suite struct SequentialComparisonTests {
  private let plan = SequentialComparison.Plan(
    tolerance: .init(ratio: 1.1, floor: 0.001), margin: AdvanceMargin(ratio: 1.5, rate: 0.005),
    relaxed: AdvanceMargin(ratio: 3, rate: 0.02), weights: [0.1, 0.5], blockLength: 120, maximumDuration: 3600)
  private let noise = BlockNoise(podVariance: 0.02, candidatePods: 2, stablePods: 2)
  private let history = EventCount(trials: 10_000, events: 100)

  private func scrape(_ candidateErrors: Double, weight: Double = 0.1) -> CountPair {
    CountPair(
      candidate: EventCount(trials: 300 * weight, events: candidateErrors),
      stable: EventCount(trials: 300 * (1 - weight), events: 3))
  }

  private func process() -> RollbackProcess {
    RollbackProcess(tolerance: plan.tolerance, steps: 2, mass: .standard(steps: 2, blocks: 30))
  }

  @Test func theFirstScrapesCountAtOnce() {
    var comparison = SequentialComparison(plan: plan, history: history)
    comparison.observe(scrape(2), from: 0, step: 0, weight: 0.1, noise: noise)
    #expect(comparison.rollbackEvidence(step: 0) == process().evidence(block: scrape(2), noise: noise, step: 0))
    #expect(comparison.total == scrape(2))
  }

  /// After four scrapes each one waits for the next; one that waits when the weight changes belongs to the old weight.
  @Test func whatWaitsKeepsItsWeight() {
    var comparison = SequentialComparison(plan: plan, history: history)
    for (index, errors) in [0.0, 1, 0, 2, 1].enumerated() {
      comparison.observe(scrape(errors), from: Double(index) * 15, step: 0, weight: 0.1, noise: noise)
    }
    comparison.observe(scrape(4, weight: 0.5), from: 75, step: 1, weight: 0.5, noise: noise)
    comparison.observe(scrape(5, weight: 0.5), from: 90, step: 1, weight: 0.5, noise: noise)
    var expected = process()
    let old = [0.0, 1, 0, 2, 1].map { scrape($0) }.reduce(.none, +)
    expected.closeBlock(old, noise: noise, step: 0)
    #expect(
      comparison.rollbackEvidence(step: 1)
        == expected.evidence(block: scrape(4, weight: 0.5), noise: noise, step: 1))
    #expect(comparison.total == old + scrape(4, weight: 0.5))
  }

  @Test func aJumpOfStableDropsItsNeighbours() {
    var comparison = SequentialComparison(plan: plan, history: history)
    for index in 0..<6 {
      comparison.observe(scrape(0), from: Double(index) * 15, step: 0, weight: 0.1, noise: noise)
    }
    let before = comparison.total
    var incident = scrape(25)
    incident.stable.events = 200
    comparison.observe(incident, from: 90, step: 0, weight: 0.1, noise: noise)
    #expect(comparison.total == before)
  }

  @Test func blocksCloseAfterTheirLength() {
    var comparison = SequentialComparison(plan: plan, history: history)
    var expected = process()
    for index in 0..<3 {
      comparison.observe(scrape(Double(index)), from: Double(index) * 100, step: 0, weight: 0.1, noise: noise)
    }
    expected.closeBlock(scrape(0) + scrape(1), noise: noise, step: 0)
    #expect(
      comparison.rollbackEvidence(step: 0) == expected.evidence(block: scrape(2), noise: noise, step: 0))
  }

  @Test func zeroTrafficIsNoEvidence() {
    var comparison = SequentialComparison(plan: plan, history: history)
    let start = comparison.rollbackEvidence(step: 0)
    for index in 0..<100 {
      comparison.observe(.none, from: Double(index) * 15, step: 0, weight: 0.1, noise: noise)
    }
    #expect(comparison.rollbackEvidence(step: 0).total <= 0)
    #expect(abs(comparison.advanceLogEvidence(step: 0)) < 1e-12)
    #expect(start.total <= 0)
  }
}
