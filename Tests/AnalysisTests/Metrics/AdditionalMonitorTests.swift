import Statistics
import Testing

@testable import Analysis

@Suite struct AdditionalMonitorTests {
  /// Plays 60 rounds at half of the traffic; `vector` gives the growth of a round by track.
  private func judge(
    _ criterion: AdditionalCriterion, vector: (Track, Int) -> [Double], reading: QueryReading? = nil
  ) -> RolloutJudge {
    var configuration = JudgeConfiguration()
    (configuration.errorRate, configuration.latency) = (nil, nil)
    configuration.additional = [criterion]
    var judge = RolloutJudge(configuration: configuration, steps: [0.5], began: 0)
    var totals: [Track: [Double]] = [:]
    for round in 0..<60 {
      let time = Double(round + 1) * 15
      let samples = [Track.stable, .candidate].map { track in
        let growth = vector(track, round)
        let total = zip(totals[track] ?? growth.map { _ in 0 }, growth).map { $0 + $1 }
        totals[track] = total
        var samples = PodSamples(
          pod: track.rawValue, revision: track.rawValue, track: track, time: time, startTime: 0,
          requests: Double(round + 1) * 100, errors: 0)
        samples.vectors[criterion.name] = total
        return samples
      }
      judge.observe(samples, at: time, step: 0, weight: 0.5)
      if let reading { judge.observe([criterion.name: reading]) }
    }
    return judge
  }

  @Test(arguments: [(0.30, Assessment.Outcome.advance), (0.20, .rollBack)])
  func ratios(share: Double, outcome: Assessment.Outcome) {
    var criterion = AdditionalCriterion(name: "clicks")
    criterion.ratio = RatioCriterion()
    criterion.ratio?.maximumDecrease = 0.03
    let judge = judge(criterion) { track, _ in [track == .stable ? 300 : 1000 * share, 1000] }
    let assessment = judge.assess(at: 900)
    #expect(assessment.outcome == outcome, "\(assessment.reason)")
  }

  @Test(arguments: [(1.0, true, Assessment.Outcome.advance), (0.8, true, .rollBack), (1.2, false, .rollBack)])
  func means(factor: Double, higherIsBetter: Bool, outcome: Assessment.Outcome) {
    var criterion = AdditionalCriterion(name: "revenue")
    criterion.mean = MeanCriterion()
    criterion.mean?.higherIsBetter = higherIsBetter
    let judge = judge(criterion) { track, round in
      let scatter = 1 + 0.02 * Double((round * (track == .stable ? 7 : 11)) % 5 - 2)
      return [100 * 5 * scatter * (track == .stable ? 1 : factor), 100]
    }
    let assessment = judge.assess(at: 900)
    #expect(assessment.outcome == outcome, "\(assessment.reason)")
  }

  @Test(arguments: [(0.999, Assessment.Outcome.advance), (0.95, .rollBack)])
  func agreements(share: Double, outcome: Assessment.Outcome) {
    var criterion = AdditionalCriterion(name: "agreement")
    criterion.agreement = AgreementCriterion()
    let judge = judge(criterion) { _, _ in [200 * share, 200] }
    #expect(judge.assess(at: 900).outcome == outcome)
  }

  @Test(arguments: [
    (DriftCriterion.Meaning.inputs, Assessment.Outcome.wait), (.predictions, .wait), (.training, .advance),
  ])
  func driftsHoldButNeverBlame(meaning: DriftCriterion.Meaning, outcome: Assessment.Outcome) {
    var criterion = AdditionalCriterion(name: "scores")
    criterion.drift = DriftCriterion()
    criterion.drift?.meaning = meaning
    criterion.drift?.reference = meaning == .training ? [0.4, 0.4, 0.2] : nil
    let drifted = judge(criterion) { track, _ in track == .stable ? [40, 40, 20] : [10, 30, 60] }
    let assessment = drifted.assess(at: 900)
    #expect(assessment.outcome == outcome, "\(assessment.reason)")
    let same = judge(criterion) { _, _ in [40, 40, 20] }
    #expect(same.assess(at: 900).outcome == .advance)
  }

  /// However often it is looked at, and however small a drift is to be told: not one in a hundred is a false alarm.
  @Test(arguments: [([40.0, 40, 20], 0...2), ([30, 45, 25], 200...200)])
  func driftsFromTrainingAreValidAtEveryLook(shares: [Double], alarms: ClosedRange<Int>) {
    var criterion = AdditionalCriterion(name: "scores")
    criterion.drift = DriftCriterion()
    criterion.drift?.meaning = .training
    // A bin that training has never filled is not impossible.
    criterion.drift?.reference = [40_000, 40_000, 20_000, 0]
    criterion.drift?.maximum = 0
    let found = (0..<200).count { seed in
      var random = SplitMix64(seed: UInt64(seed))
      let judge = judge(criterion) { _, _ in
        var bins = [0.0, 0, 0, 0]
        for _ in 0..<50 {
          let place = Double.random(in: 0..<100, using: &random)
          bins[place < shares[0] ? 0 : place < shares[0] + shares[1] ? 1 : 2] += 1
        }
        return bins
      }
      return judge.assess(at: 900).metrics.contains { $0.reason.contains("other data than in training") }
    }
    #expect(alarms.contains(found), "\(found)")
  }

  @Test(arguments: [
    (QueryReading.value(3), Assessment.Outcome.advance), (.value(30), .rollBack), (.fault("no answer"), .wait),
    (.value(.nan), .wait),
  ])
  func valuesAreHeldToLimits(reading: QueryReading, outcome: Assessment.Outcome) {
    var criterion = AdditionalCriterion(name: "cost")
    criterion.threshold = ThresholdCriterion()
    criterion.threshold?.maximum = 12
    let judge = judge(criterion, vector: { _, _ in [] }, reading: reading)
    #expect(judge.assess(at: 900).outcome == outcome)
  }

  @Test func trafficThatDividesOtherwiseIsNoComparison() {
    var configuration = JudgeConfiguration()
    (configuration.latency, configuration.checksSampleRatio) = (nil, true)
    var judge = RolloutJudge(configuration: configuration, steps: [0.5], began: 0)
    for round in 1...20 {
      let samples = [(Track.stable, 900.0), (.candidate, 100)].map { track, requests in
        PodSamples(
          pod: track.rawValue, revision: track.rawValue, track: track, time: Double(round) * 15, startTime: 0,
          requests: requests * Double(round), errors: 0)
      }
      judge.observe(samples, at: Double(round) * 15, step: 0, weight: 0.5)
    }
    let assessment = judge.assess(at: 300)
    #expect(assessment.outcome == .wait)
    #expect(
      assessment.reason == "the candidate gets 10.00% of the traffic where 50.00% was asked: the comparison is void")
  }
}
