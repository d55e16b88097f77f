import Testing

@testable import Analysis

@Suite struct SegmentMonitorTests {
  private static let segments = ["tenant gold", "tenant free", "tenant trial"]

  /// The assessments of twenty minutes in which the candidate fails shares of each part's 1000 requests a round.
  private func assessments(_ failing: [Double]) -> [Assessment] {
    var configuration = JudgeConfiguration()
    configuration.latency = nil
    var criterion = AdditionalCriterion(name: "errors by tenant")
    criterion.segments = SegmentCriterion(segments: Self.segments)
    configuration.additional = [criterion]
    var judge = RolloutJudge(configuration: configuration, steps: [0.5], began: 0)
    return (0...80).map { round in
      let samples = [(Track.stable, [0.01, 0.01, 0.01]), (.candidate, failing)].map { track, shares in
        let errors = shares.map { ($0 * 1000 * Double(round)).rounded() }
        var sample = PodSamples(
          pod: track.rawValue, revision: track.rawValue, track: track, time: Double(15 * round), startTime: 0,
          requests: 3000 * Double(round), errors: errors.reduce(0, +))
        sample.vectors["errors by tenant"] = errors.flatMap { [1000 * Double(round), $0] }
        return sample
      }
      judge.observe(samples, at: Double(15 * round), step: 0, weight: 0.5)
      return judge.assess(at: Double(15 * round))
    }
  }

  @Test("a harm to one part that the whole hides takes the candidate back, and the reason names the part")
  func oneIsHarmed() throws {
    let end = try #require(assessments([0, 0, 0.03]).first { $0.outcome == .rollBack })
    #expect(end.metric == "errors by tenant")
    #expect(end.reason.contains("tenant trial"), "\(end.reason)")
  }

  @Test("nothing has to be proven for the parts before a step is passed")
  func noneIsHarmed() {
    let assessments = assessments([0.01, 0.01, 0.01])
    #expect(!assessments.contains { $0.outcome == .rollBack })
    #expect(assessments.contains { $0.outcome == .advance })
  }
}
