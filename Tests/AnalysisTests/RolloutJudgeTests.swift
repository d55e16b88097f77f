import Foundation
import Testing

@testable import Analysis

@Suite struct RolloutJudgeTests {
  /// Two pods of each version; the totals of each version grow linearly with time.
  private func round(
    at time: Double, requestsPerSecond: Double = 10, stableErrors: Double = 0, candidateErrors: Double = 0
  ) -> [PodSamples] {
    [("s1", Track.stable, stableErrors), ("s2", .stable, stableErrors), ("c1", .candidate, candidateErrors)].map {
      let requests = time * requestsPerSecond
      return PodSamples(
        pod: $0.0, revision: $0.1.rawValue, track: $0.1, time: time, requests: requests, errors: requests * $0.2)
    }
  }

  private func configuration(latency: Bool = false) -> JudgeConfiguration {
    var configuration = JudgeConfiguration()
    if !latency { configuration.latency = nil }
    return configuration
  }

  private func judge(
    _ configuration: JudgeConfiguration? = nil, seconds: Double, step: Int = 0, candidateErrors: Double = 0
  ) -> RolloutJudge {
    var judge = RolloutJudge(configuration: configuration ?? self.configuration(), steps: [0.1, 0.5])
    for time in stride(from: 0, through: seconds, by: 15) {
      judge.observe(
        round(at: time, candidateErrors: candidateErrors), at: time, step: step, weight: judge.steps[step])
    }
    return judge
  }

  @Test func withoutTrafficThereIsNoDataAndNothingIsDecided() throws {
    var judge = RolloutJudge(configuration: JudgeConfiguration(), steps: [0.1, 0.5])
    for time in stride(from: 0.0, through: 1800, by: 15) {
      judge.observe(round(at: time, requestsPerSecond: 0), at: time, step: 0, weight: 0.1)
    }
    let assessment = judge.assess(at: 1800)
    #expect(assessment.outcome == .wait)
    #expect(assessment.metrics.map(\.name) == ["errors", "latency"])
    #expect(assessment.metrics.allSatisfy { $0.verdict == .noData })
    #expect(judge.assess(at: 3600).outcome == .hold)
  }

  @Test func failuresOfTheSourceDecideNothing() {
    var judge = judge(seconds: 30)
    let before = judge.assess(at: 30)
    judge.observe([], at: 45, step: 0, weight: 0.1)
    let assessment = judge.assess(at: 600)
    #expect(assessment.outcome == .wait)
    #expect(assessment.metrics.map(\.verdict) == [.error])
    #expect(assessment.metrics.map(\.rollback) == before.metrics.map(\.rollback))
    #expect(assessment.metrics.map(\.advance) == before.metrics.map(\.advance))
    judge.observe(round(at: 60).filter { $0.track == .stable }, at: 60, step: 0, weight: 0.1)
    #expect(judge.assess(at: 600).outcome == .wait)
    #expect(judge.assess(at: 600).reason.hasPrefix("no pod of the candidate"))
  }

  @Test func aHealthyCandidateLeavesAStepAfterTheDwellAndTheRequests() {
    var configuration = configuration()
    configuration.minimumRequests = 100
    #expect(judge(configuration, seconds: 45).assess(at: 45).outcome == .wait)
    #expect(judge(configuration, seconds: 60).assess(at: 60).outcome == .advance)
    configuration.minimumRequests = 601
    let waiting = judge(configuration, seconds: 60).assess(at: 60)
    #expect(waiting.outcome == .wait)
    #expect(waiting.reason == "the candidate has answered 600 of the 601 requests that a step needs")
  }

  @Test func aFailingCandidateIsRolledBackWithReasons() throws {
    let assessment = judge(seconds: 45, candidateErrors: 0.2).assess(at: 45)
    #expect(assessment.outcome == .rollBack)
    #expect(assessment.metric == "errors")
    let errors = try #require(assessment.metrics.first)
    #expect(errors.verdict == .fail)
    #expect(abs((errors.candidate ?? 0) - 0.2) < 1e-9)
    #expect(errors.stable == 0)
    #expect(errors.effect == nil)
    #expect((errors.bound ?? 0) > 0.2)
    #expect(errors.rollback.isSufficient)
    #expect(assessment.reason.hasPrefix("errors: 20.00% of the candidate's 450 requests failed, 0.00% of stable's 900"))
  }

  /// The last gate counts what the last step saw, and the harm cap does not open it.
  @Test func theLastStepIsNotLeftWithoutProof() {
    var judge = judge(seconds: 120, step: 0)
    #expect(judge.assess(at: 120).outcome == .advance)
    for time in stride(from: 135.0, through: 195, by: 15) {
      judge.observe(round(at: time, requestsPerSecond: 10), at: time, step: 1, weight: 0.5)
    }
    let early = judge.assess(at: 195)
    #expect(early.outcome == .wait)
    #expect(early.reason == "not proven yet: errors")
    #expect(early.metrics.first?.verdict == .inconclusive)
    #expect((early.metrics.first?.samplesNeeded ?? 0) > 0)
    for time in stride(from: 210.0, through: 420, by: 15) {
      judge.observe(round(at: time, requestsPerSecond: 10), at: time, step: 1, weight: 0.5)
    }
    #expect(judge.assess(at: 420).outcome == .advance)
    #expect(judge.assess(at: 420).metrics.first?.verdict == .pass)
  }

  @Test func suspicionGoesBackOnceAStep() throws {
    var judge = judge(seconds: 60)
    var (time, errors) = (60.0, 0.0)
    var retreat: Assessment?
    while retreat == nil, time < 600 {
      time += 15
      errors += 1.2
      var samples = round(at: time)
      samples[2].errors = errors
      judge.observe(samples, at: time, step: 1, weight: 0.5)
      let assessment = judge.assess(at: time)
      if assessment.outcome != .wait { retreat = assessment }
    }
    #expect(retreat?.outcome == .retreat)
    #expect(retreat?.metric == "errors")
    var samples = round(at: time + 15)
    samples[2].errors = errors
    judge.observe(samples, at: time + 15, step: 0, weight: 0.1)
    samples = round(at: time + 30)
    samples[2].errors = errors
    judge.observe(samples, at: time + 30, step: 1, weight: 0.5)
    #expect(judge.assess(at: time + 30).outcome != .retreat)
    #expect(judge.progress.retreatedFrom == [1])
  }

  @Test func aFailureBeforeTheFirstScrapeIsSeen() {
    var judge = RolloutJudge(configuration: configuration(), steps: [0.1], began: 100)
    judge.observe(round(at: 100).filter { $0.track == .stable }, at: 100, step: 0, weight: 0)
    var samples = round(at: 115).filter { $0.track == .stable }
    samples.append(
      PodSamples(
        pod: "c", revision: "candidate", track: .candidate, time: 115, startTime: 101, requests: 40, errors: 40))
    judge.observe(samples, at: 115, step: 0, weight: 0.1)
    #expect(judge.assess(at: 115).outcome == .rollBack)
  }

  /// An operator that restarts between two scrapes goes on as if it had not.
  @Test func aJudgeSurvivesItsEncoding() throws {
    var original = judge(JudgeConfiguration(), seconds: 150, candidateErrors: 0.02)
    var copy = try JSONDecoder().decode(RolloutJudge.self, from: JSONEncoder().encode(original))
    #expect(copy == original)
    for time in stride(from: 165.0, through: 300, by: 15) {
      original.observe(round(at: time, candidateErrors: 0.02), at: time, step: 1, weight: 0.5)
      copy.observe(round(at: time, candidateErrors: 0.02), at: time, step: 1, weight: 0.5)
      #expect(copy == original)
      #expect(copy.assess(at: time) == original.assess(at: time))
    }
  }

  @Test func theStateDoesNotGrow() throws {
    var judge = RolloutJudge(configuration: JudgeConfiguration(), steps: [0.05, 0.1, 0.25, 0.5])
    var random = SplitMix64(seed: 5)
    var pods = (0..<4).map {
      SimulatedPod(
        name: "p\($0)", revision: $0 < 2 ? "s" : "c", track: $0 < 2 ? .stable : .candidate, startTime: nil)
    }
    var sizes: [Int] = []
    for scrape in 0..<1200 {
      let time = Double(scrape) * 15
      for index in pods.indices {
        pods[index].serve(
          SimulatedVersion(errorRate: 0.01), requests: 100, seconds: 15, extraErrors: 0, slowdown: 1, &random)
      }
      // Every pod is replaced now and then.
      if scrape % 50 == 49 {
        let old = pods[(scrape / 50) % 4]
        pods[(scrape / 50) % 4] = SimulatedPod(
          name: "p\(scrape)", revision: old.revision, track: old.track, startTime: time)
      }
      judge.observe(pods.map { $0.samples(at: time) }, at: time, step: (scrape / 40) % 4, weight: 0.5)
      if scrape % 400 == 399 { sizes.append(try JSONEncoder().encode(judge).count) }
    }
    let first = try #require(sizes.first)
    let last = try #require(sizes.last)
    #expect(Double(last) < 1.3 * Double(first), "\(sizes)")
    #expect(last < 40_000, "\(sizes)")
  }

  @Test func nothingTraps() {
    let odd: [Double] = [.nan, -.infinity, -1, 0, 0.5, 1e9, 1e300, .infinity]
    for a in odd {
      for b in odd {
        var configuration = JudgeConfiguration()
        configuration.falseRollback = a
        configuration.falsePromotion = b
        configuration.blockSeconds = a
        configuration.maximumDurationSeconds = b
        configuration.minimumRequests = a
        configuration.harmCap = b
        configuration.latency?.tolerance = a
        configuration.latency?.margin = b
        configuration.latency?.limit = .init(seconds: b, percentile: a)
        configuration.latency?.warmUpSeconds = b
        configuration.errorRate?.tolerance = b
        configuration.accuracy = AccuracyCriterion()
        configuration.accuracy?.maximumDecrease = a
        var judge = RolloutJudge(configuration: configuration, steps: [a, b], began: a)
        for (index, time) in [0, 15, b, 30, 45, a, 60].enumerated() {
          var samples = round(at: time, requestsPerSecond: 10, stableErrors: 0.1, candidateErrors: b)
          samples[0].requests = a
          samples[1].startTime = b
          samples[1].outcomes = ["stable": LabelledOutcomes(correct: a, wrong: 3)]
          samples[2].outcomes = ["candidate": LabelledOutcomes(correct: Double(index), wrong: Double(index))]
          for pod in samples.indices {
            samples[pod].latency = LatencyHistogram(
              bounds: [0.1, 0.2], cumulative: [time, time * 2], sum: a, count: time * 3)
          }
          judge.observe(samples, at: time, step: index * 1000 - 2000, weight: b)
          let assessment = judge.assess(at: a)
          #expect(assessment.metrics.count == 3)
          #expect(assessment.metrics.allSatisfy { $0.rollback.logValue.isFinite && $0.advance.logValue.isFinite })
        }
      }
    }
  }
}
