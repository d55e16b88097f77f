import Statistics
import Testing

@testable import Analysis

@Suite("After a switch") struct RecordedComparisonTests {
  /// How the versions behave, as shares of their requests.
  struct Behaviour: Sendable {
    var failed = 0.002
    var slow = 0.01
    var wrong = 0.05
  }

  /// Requests a second of each of two pods.
  private static let rate = 50.0
  private static let interval = 5.0

  /// The counters of two pods of a version that have answered so many requests each.
  private static func pods(_ track: Track, requests: Double, _ behaviour: Behaviour, at time: Double) -> [PodSamples] {
    (1...2).map { number in
      var samples = PodSamples(
        pod: "\(track.rawValue)-\(number)", revision: track.rawValue, track: track, time: time, startTime: -1000,
        requests: requests, errors: (requests * behaviour.failed).rounded(),
        latency: LatencyHistogram(
          bounds: [0.01, 0.1, 1], cumulative: [0.5, 1 - behaviour.slow, 1].map { ($0 * requests).rounded() },
          sum: requests / 100, count: requests),
        outcomes: [
          track.rawValue: LabelledOutcomes(
            correct: (requests * (1 - behaviour.wrong)).rounded(), wrong: (requests * behaviour.wrong).rounded())
        ])
      // Means differ a little from one interval to the next.
      let wave = Double(Int(requests / (rate * interval)) % 3) * 50
      samples.vectors = ["value": [requests * 10 * (1 - behaviour.wrong) + wave, requests]]
      return samples
    }
  }

  private static var configuration: JudgeConfiguration {
    var configuration = JudgeConfiguration()
    (configuration.blockSeconds, configuration.minimumDwellSeconds) = (20, 10)
    configuration.latency?.warmUpSeconds = 0
    configuration.accuracy = AccuracyCriterion()
    configuration.accuracy?.maximumDecrease = 0.03
    return configuration
  }

  /// Stable serves alone for `before` seconds, then the candidate alone for `after`.
  private static func judge(
    _ configuration: JudgeConfiguration = configuration, candidate: Behaviour, before: Double = 300, after: Double = 300,
    stableStays: Bool = true
  ) -> (judge: RolloutJudge, end: Double) {
    var judge = RolloutJudge(configuration: configuration, steps: [1], began: 0)
    var time = 0.0
    while time < before + after {
      time += interval
      let (old, new) = (min(time, before) * rate, max(0, time - before) * rate)
      var samples = pods(.candidate, requests: new, candidate, at: time)
      if stableStays || time <= before { samples += pods(.stable, requests: old, Behaviour(), at: time) }
      judge.observe(samples, at: time, step: 0, weight: time > before ? 1 : 0)
      if time > before, judge.assess(at: time).outcome == .rollBack { break }
    }
    return (judge, time)
  }

  @Test("a candidate as good as stable was goes on, and its figures are told apart from stable's by their time")
  func good() throws {
    let (judge, end) = Self.judge(candidate: Behaviour())
    let assessment = judge.assess(at: end)
    #expect(assessment.outcome == .advance, "\(assessment.reason)")
    let errors = try #require(assessment.metrics.first)
    #expect(errors.reason.contains("requests since it has all traffic failed"))
    #expect(errors.stableSamples == 30_000 && errors.stable ?? 1 < 0.003)
    #expect(assessment.metrics.allSatisfy { $0.verdict == .pass && $0.stable != nil })
  }

  @Test(
    "a worse one is taken back, by whichever metric shows it",
    arguments: [
      (Behaviour(failed: 0.05), "errors"), (Behaviour(slow: 0.3), "latency"), (Behaviour(wrong: 0.2), "accuracy"),
    ])
  func bad(_ behaviour: Behaviour, _ metric: String) {
    let (judge, end) = Self.judge(candidate: behaviour)
    let assessment = judge.assess(at: end)
    #expect(assessment.outcome == .rollBack && assessment.metric == metric, "\(assessment.reason)")
  }

  @Test("pods of the old side that are gone are no fault: their record counts")
  func oldSideGone() {
    #expect(Self.judge(candidate: Behaviour(), stableStays: false).judge.assess(at: 600).outcome == .advance)
  }

  @Test("a judge that starts after the switch finds the record in the pods of the old side")
  func restart() {
    var judge = RolloutJudge(configuration: Self.configuration, steps: [1], began: 0)
    for round in 0...80 {
      let time = Double(round) * 5
      judge.observe(
        Self.pods(.stable, requests: 15_000, Behaviour(), at: time)
          + Self.pods(.candidate, requests: time * Self.rate, Behaviour(), at: time), at: time, step: 0, weight: 1)
    }
    #expect(judge.assess(at: 400).outcome == .advance, "\(judge.assess(at: 400).reason)")
  }

  @Test("without any record nothing is taken back, and only what is good whatever stable does goes on")
  func noRecord() {
    let (judge, end) = Self.judge(candidate: Behaviour(failed: 0.3), before: 0)
    #expect(judge.assess(at: end).outcome == .wait)
    var errorsAlone = Self.configuration
    (errorsAlone.latency, errorsAlone.accuracy) = (nil, nil)
    let good = Self.judge(errorsAlone, candidate: Behaviour(failed: 0.001), before: 0)
    #expect(good.judge.assess(at: good.end).outcome == .advance)
  }

  @Test("a candidate within its tolerance is taken back no more often than stated, and a bad one is found", arguments: [1.0, 3])
  func errorRates(factor: Double) {
    let seed: UInt64 = 20_261_126
    var generator = SplitMix64(seed: seed)
    let (runs, rate) = (400, 0.01)
    var rolledBack = 0
    for _ in 0..<runs {
      var configuration = JudgeConfiguration()
      (configuration.latency, configuration.falseRollback, configuration.blockSeconds) = (nil, 0.1, 20)
      var judge = RolloutJudge(configuration: configuration, steps: [1], began: 0)
      var (stable, candidate) = (EventCount.none, EventCount.none)
      for round in 1...60 {
        let isSwitched = round > 20
        let events = EventCount(
          trials: 100, events: Double(generator.binomial(100, isSwitched ? rate * factor : rate)))
        if isSwitched { candidate += events } else { stable += events }
        let time = Double(round) * 5
        let samples = [(Track.stable, stable), (.candidate, candidate)].map {
          PodSamples(
            pod: $0.rawValue, revision: $0.rawValue, track: $0, time: time, startTime: -1, requests: $1.trials,
            errors: $1.events)
        }
        judge.observe(samples, at: time, step: 0, weight: isSwitched ? 1 : 0)
        if judge.assess(at: time).outcome == .rollBack {
          rolledBack += 1
          break
        }
      }
    }
    let share = Double(rolledBack) / Double(runs)
    if factor == 1 { #expect(share <= 0.1, "\(share), seed \(seed)") } else { #expect(share >= 0.5, "\(share), seed \(seed)") }
  }

  @Test("a promoted candidate is watched against the record of the version before it", arguments: [0.002, 0.1])
  func watch(failed: Double) {
    var configuration = Self.configuration
    (configuration.latency, configuration.accuracy) = (nil, nil)
    var judge = RolloutJudge(configuration: configuration, steps: [0.5], began: 0)
    func observe(_ time: Double, _ weight: Double, stable: Double, candidate: (Double, Double)) {
      var samples = Self.pods(.stable, requests: stable, Behaviour(), at: time)
      for number in 1...2 {
        samples.append(
          PodSamples(
            pod: "c\(number)", revision: "candidate", track: .candidate, time: time, startTime: 0, requests: candidate.0,
            errors: candidate.1.rounded()))
      }
      judge.observe(samples, at: time, step: 0, weight: weight)
    }
    for round in 1...60 {
      let requests = Double(round) * 250
      observe(Double(round) * 5, 0.5, stable: requests, candidate: (requests, requests * 0.002))
    }
    judge = judge.watching()
    for round in 1...60 {
      let more = Double(round) * 500
      observe(300 + Double(round) * 5, 1, stable: 15_000, candidate: (15_000 + more, 30 + more * failed))
    }
    #expect(judge.assess(at: 600).outcome == (failed > 0.01 ? .rollBack : .advance), "\(judge.assess(at: 600).reason)")
  }

  @Test("a mean is compared with stable's mean before", arguments: [(0.05, true), (0.4, false)])
  func means(wrong: Double, passes: Bool) {
    var configuration = Self.configuration
    (configuration.errorRate, configuration.latency, configuration.accuracy) = (nil, nil, nil)
    var criterion = AdditionalCriterion(name: "value")
    criterion.mean = MeanCriterion()
    configuration.additional = [criterion]
    let (judge, end) = Self.judge(configuration, candidate: Behaviour(wrong: wrong))
    let assessment = judge.assess(at: end)
    #expect(assessment.outcome == (passes ? .advance : .rollBack), "\(assessment.reason)")
  }
}
