import Statistics
import Testing

@testable import Analysis

@Suite struct JudgeStateTests {
  private static let steps = [0.05, 0.25, 0.5]

  private static var configuration: JudgeConfiguration {
    var configuration = JudgeConfiguration()
    configuration.accuracy = AccuracyCriterion()
    var ratio = AdditionalCriterion(name: "clicks")
    ratio.ratio = RatioCriterion()
    var mean = AdditionalCriterion(name: "revenue")
    mean.mean = MeanCriterion()
    var drift = AdditionalCriterion(name: "scores")
    drift.drift = DriftCriterion()
    var query = AdditionalCriterion(name: "cost")
    query.threshold = ThresholdCriterion()
    configuration.additional = [ratio, mean, drift, query]
    return configuration
  }

  /// Counters of four pods after some seconds.
  private static func samples(at time: Double) -> [PodSamples] {
    (0..<4).map { pod in
      let track: Track = pod < 3 ? .stable : .candidate
      let requests = (time * 40).rounded()
      var samples = PodSamples(
        pod: "pod-\(pod)", revision: track.rawValue, track: track, time: time, startTime: 0, requests: requests,
        errors: (requests / 90).rounded(),
        latency: LatencyHistogram(
          bounds: [0.1, 0.25, 1], cumulative: [0.5, 0.9, 1].map { ($0 * requests).rounded() }, sum: requests / 10,
          count: requests),
        outcomes: [
          track.rawValue: LabelledOutcomes(correct: (requests * 0.8).rounded(), wrong: (requests * 0.1).rounded())
        ])
      samples.vectors = [
        "clicks": [(requests * 0.3).rounded(), requests], "revenue": [requests * 1.5, requests],
        "scores": [requests, (requests / 2).rounded(), (requests / 3).rounded()],
      ]
      return samples
    }
  }

  private static func step(at time: Double) -> Int { min(Int(time / 120), 2) }

  @Test func aJudgeResumesToTheLastDigit() throws {
    var original = RolloutJudge(configuration: Self.configuration, steps: Self.steps, began: 0)
    for time in stride(from: 15.0, through: 600, by: 15) {
      let bytes = JudgeState.bytes(of: original)
      var copy = try #require(
        JudgeState.judge(from: bytes, configuration: Self.configuration, steps: Self.steps), "\(time)")
      #expect(copy == original)
      #expect(JudgeState.bytes(of: copy) == bytes)
      let step = Self.step(at: time)
      for judge in [0, 1] {
        let samples = Self.samples(at: time)
        if judge == 0 {
          original.observe(samples, at: time, step: step, weight: Self.steps[step])
          original.observe(["cost": .value(3)])
        } else {
          copy.observe(samples, at: time, step: step, weight: Self.steps[step])
          copy.observe(["cost": .value(3)])
        }
      }
      #expect(copy.assess(at: time) == original.assess(at: time))
    }
  }

  @Test func dictionariesHaveNoCompactForm() {
    #expect(throws: StateError.self) { try StateEncoder.encode(["a": 1.0]) }
    #expect(throws: StateError.self) { try StateDecoder.decode([String: Double].self, from: [1, 2, 3]) }
  }

  @Test func otherCriteriaBeginAnew() {
    let judge = RolloutJudge(configuration: Self.configuration, steps: Self.steps, began: 0)
    let bytes = JudgeState.bytes(of: judge)
    #expect(JudgeState.judge(from: bytes, configuration: JudgeConfiguration(), steps: Self.steps) == nil)
    #expect(JudgeState.judge(from: bytes, configuration: Self.configuration, steps: [0.5]) == nil)
  }

  @Test func brokenBytesAreRefused() {
    var judge = RolloutJudge(configuration: Self.configuration, steps: Self.steps, began: 0)
    for time in stride(from: 15.0, through: 90, by: 15) {
      judge.observe(Self.samples(at: time), at: time, step: 0, weight: 0.05)
    }
    let bytes = JudgeState.bytes(of: judge)
    for length in stride(from: 0, to: bytes.count, by: 7) {
      let judge = JudgeState.judge(
        from: Array(bytes.prefix(length)), configuration: Self.configuration, steps: Self.steps)
      #expect(judge == nil)
    }
    var random = SplitMix64(seed: 11)
    for _ in 0..<300 {
      var broken = bytes
      for _ in 0..<3 {
        broken[Int.random(in: 1..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      let judge = JudgeState.judge(from: broken, configuration: Self.configuration, steps: Self.steps)
      #expect(judge == nil || broken == bytes)
      // The decoder itself holds whatever the bytes say.
      _ = try? StateDecoder.decode(RolloutJudge.self, from: Array(broken.dropFirst().dropLast(8)))
    }
  }

  @Test func aLogReproducesEveryVerdict() throws {
    var judge = RolloutJudge(configuration: Self.configuration, steps: Self.steps, began: 0)
    var log = DecisionLog(of: judge, limit: 4000)
    for time in stride(from: 15.0, through: 900, by: 15) {
      let (samples, step) = (Self.samples(at: time), Self.step(at: time))
      judge.observe(samples, at: time, step: step, weight: Self.steps[step])
      log.note(
        samples, at: DecisionLog.Look(time: time, step: step, weight: Self.steps[step]), judge.assess(at: time), after: judge)
      #expect(log.firstDifference() == nil, "\(time)")
    }
    #expect((1..<60).contains(log.count))
    let copy = try #require(DecisionLog(exported: log.exported))
    #expect(copy == log)
    #expect(log.replay()?.count == log.count)
    #expect(log.entries.last?.samples == Self.samples(at: 900))
  }
}
