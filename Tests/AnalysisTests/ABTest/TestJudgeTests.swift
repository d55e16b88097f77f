import Statistics
import Testing

@testable import Analysis

@Suite("The judge of an A/B test") struct TestJudgeTests {
  private static let seed: UInt64 = 20_261_127

  /// What a version does in each round of 100 requests, by its share of all.
  private struct Version {
    var name: String
    var share: Double
    var good: Double
  }

  /// Plays rounds of 200 requests at random, with every label told to the pods of the first version.
  private static func judge(
    _ versions: [Version], metric: TestMetric = .accuracy, rounds: Int = 100, asked: [String: Double]? = nil,
    seed: UInt64 = seed, stopsAtWinner: Bool = false
  ) -> TestJudge {
    var generator = SplitMix64(seed: seed)
    var judge = TestJudge(revisions: versions.map(\.name), metric: metric, began: 0)
    var samples = versions.map {
      PodSamples(pod: $0.name, revision: $0.name, track: .bystander, time: 0, startTime: -1, requests: 0, errors: 0)
    }
    for round in 0...rounds {
      for (position, version) in versions.enumerated() {
        samples[position].time = Double(round) * 5
        guard round > 0 else { continue }
        let requests = generator.binomial(200, version.share)
        let good = generator.binomial(requests, version.good)
        samples[position].requests += Double(requests)
        samples[position].errors += Double(requests - good)
        let known = samples[0].outcomes[version.name] ?? LabelledOutcomes(correct: 0, wrong: 0)
        samples[0].outcomes[version.name] = LabelledOutcomes(
          correct: known.correct + Double(good), wrong: known.wrong + Double(requests - good))
        samples[position].vectors["value"] = [
          (samples[position].vectors["value"]?[0] ?? 0) + Double(good), samples[position].requests,
        ]
      }
      judge.observe(samples, shares: asked)
      if stopsAtWinner, judge.winner != nil { break }
    }
    return judge
  }

  @Test(
    "names the version that is better than all others, by any kind of metric",
    arguments: [TestMetric.accuracy, .errors, .ratio("value"), .mean("value", higherIsBetter: true)])
  func winner(metric: TestMetric) {
    let versions = [
      Version(name: "a", share: 0.5, good: 0.9), Version(name: "b", share: 0.3, good: 0.97),
      Version(name: "c", share: 0.2, good: 0.8),
    ]
    #expect(Self.judge(versions, metric: metric).winner == "b")
  }

  @Test("names the stable version when it is the best, and nobody while nothing is proven")
  func stable() {
    let versions = [Version(name: "a", share: 0.5, good: 0.97), Version(name: "b", share: 0.5, good: 0.9)]
    #expect(Self.judge(versions).winner == "a")
    #expect(Self.judge(versions, rounds: 0).winner == nil)
  }

  @Test("names nobody of two that are better than stable and equal to each other")
  func equals() {
    let versions = [
      Version(name: "a", share: 0.4, good: 0.9), Version(name: "b", share: 0.3, good: 0.97),
      Version(name: "c", share: 0.3, good: 0.97),
    ]
    #expect(Self.judge(versions).winner == nil)
  }

  @Test("names a version that is not better no more often than stated, however often one looks")
  func falseWinners() {
    let versions = [Version(name: "a", share: 0.5, good: 0.9), Version(name: "b", share: 0.5, good: 0.9)]
    let runs = 300
    let wrong = (0..<runs).count { Self.judge(versions, seed: Self.seed &+ UInt64($0), stopsAtWinner: true).winner != nil }
    // Each of the two may win by chance in one of twenty tests.
    #expect(Double(wrong) / Double(runs) <= 0.1, "\(wrong) of \(runs), seed \(Self.seed)")
  }

  @Test("a smaller mean wins where that is better")
  func lowerMean() {
    let versions = [Version(name: "a", share: 0.5, good: 0.9), Version(name: "b", share: 0.5, good: 0.8)]
    #expect(Self.judge(versions, metric: .mean("value", higherIsBetter: false)).winner == "b")
  }

  @Test("requests that do not reach the versions in their shares void the test", arguments: [0.5, 0.3])
  func mismatch(share: Double) throws {
    let versions = [
      Version(name: "a", share: 1 - share, good: 0.9), Version(name: "b", share: share, good: 0.9),
    ]
    let judge = Self.judge(versions, asked: ["a": 0.5, "b": 0.5])
    #expect((judge.mismatch == nil) == (share == 0.5))
    guard let mismatch = judge.mismatch else { return }
    #expect(mismatch.hasPrefix("Revision a got 7") || mismatch.hasPrefix("Revision a got 69"), "\(mismatch)")
    #expect(mismatch.contains("where 50.00% were to reach it"))
  }

  @Test("says what each version has")
  func summary() {
    let versions = [Version(name: "a", share: 0.5, good: 1), Version(name: "b", share: 0.5, good: 0)]
    #expect(Self.judge(versions, rounds: 0).summary == "a nothing yet, b nothing yet")
    let summary = Self.judge(versions, rounds: 5).summary
    #expect(summary.hasPrefix("a 100.00% good of ") && summary.contains(", b 0.00% good of "), "\(summary)")
  }
}
