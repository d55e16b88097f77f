import Analysis
import KubeClient
import KubeCore
import KubeRuntime
import KubeTestSupport
import MetricSources
import SlipwayAPI
import Statistics
import Testing

@testable import SlipwayOperator

@Suite("A judge")
struct JudgeKeepingTests {
  private static let path = "/api/v1/namespaces/ml/configmaps/fraud-judge"

  /// A bench on which the second version has a quarter of the traffic, and some evidence has come.
  private func begun() -> Bench {
    let bench = Bench()
    bench.start()
    bench.apply(Manifest.model("1"))
    bench.run(atMost: 20) { bench.isSettled(rollouts: 1) }
    bench.apply(Manifest.model("2"))
    #expect(bench.run(atMost: 60) { samples(bench) > 200 })
    return bench
  }

  private func samples(_ bench: Bench) -> Int64 { bench.status().analysis?.metrics.first?.samples ?? 0 }

  @Test("is kept in a ConfigMap that its ModelDeployment owns")
  func place() {
    let bench = begun()
    let map = bench.call(.get, Self.path)
    #expect(Bench.owner(of: map) == bench.object("ModelDeployment", "ml/fraud")?["metadata"]?["uid"]?.string)
    #expect(map["data"]?["trial"]?.string?.hasPrefix(Play(ending: .promoted).second) == true)
    let state = map["binaryData"]?["state"]?.string.flatMap(Base64.decode) ?? []
    #expect((500..<4096).contains(state.count), "\(state.count) bytes")
    bench.stop()
  }

  @Test("goes on where another process was killed: nothing is forgotten, and nothing is counted twice")
  func killed() {
    let bench = begun()
    let before = samples(bench)
    bench.kill()
    bench.run(atMost: 5)
    bench.start()
    #expect(bench.run(atMost: 10) { samples(bench) > before })
    let answered = bench.answered(Play(ending: .promoted).second)
    #expect(Double(samples(bench)) <= answered + 1, "\(samples(bench)) of \(answered)")
    #expect(Double(samples(bench)) >= 0.9 * answered, "\(samples(bench)) of \(answered)")
    #expect(bench.run(atMost: Play.limit) { bench.isSettled(rollouts: 2) })
    #expect(bench.violations.isEmpty)
    bench.stop()
  }

  @Test("begins anew when a revision that failed is tried again")
  func retried() {
    let bench = Bench()
    bench.start()
    let play = Play(ending: .rolledBack)
    _ = play.perform(on: bench)
    bench.setErrorRate(0.002, of: play.second)
    bench.call(
      .post, "/apis/slipway.dev/v1alpha1/namespaces/ml/rolloutrequests",
      [
        "apiVersion": "slipway.dev/v1alpha1", "kind": "RolloutRequest", "metadata": ["name": "again"],
        "spec": ["deployment": "fraud", "verb": "Retry", "revision": .string(play.second), "by": "ana"],
      ])
    #expect(bench.run(atMost: Play.limit) { bench.status().stable?.revision == play.second })
    bench.stop()
  }

  @Test("leaves a ConfigMap of that name alone that is somebody else's")
  func foreign() {
    let bench = Bench()
    bench.start()
    bench.call(
      .post, "/api/v1/namespaces/ml/configmaps", ["metadata": ["name": "fraud-judge"], "data": ["mine": "yes"]])
    _ = Play(ending: .promoted).perform(on: bench)
    let map = bench.call(.get, Self.path)
    #expect(map["data"] == ["mine": "yes"] && map["binaryData"] == nil)
    bench.stop()
  }

  @Test("comes to the same end with and without a restart in the middle, to the last digit")
  func replayed() throws {
    let model = try ModelDeployment.validated(Manifest.model("2")).get()
    let first = ManualTime(wall: Timestamp(seconds: 1_767_225_600))
    var whole = Trial("b", of: model, weights: [BasisPoints(percent: 50)], time: first.source)
    var split = whole
    var clock = first
    for round in 0..<40 {
      // The second process has another origin of its clock, and its node's clock is a minute behind.
      if round == 20 {
        let record = JudgeRecord(
          trial: "b", state: JudgeState.bytes(of: split.judge), log: split.log.exported,
          time: first.source.now().seconds + split.offset)
        clock = ManualTime(wall: first.source.wall() + .seconds(-60))
        let taken = Trial(
          "b", record, of: model, weights: [BasisPoints(percent: 50)], time: clock.source)
        split = try #require(taken)
      }
      let same = whole.observe(
        reading(round, at: first.source.now().seconds), step: 0, weight: 0.5, at: first.source.now())
      let other = split.observe(
        reading(round, at: clock.source.now().seconds), step: 0, weight: 0.5, at: clock.source.now())
      #expect(same.rollback.logValue == other.rollback.logValue, "round \(round)")
      #expect(same.outcome == other.outcome, "round \(round)")
      first.advance(by: .seconds(1))
      if clock !== first { clock.advance(by: .seconds(1)) }
    }
    #expect(whole.judge.errorCounts == split.judge.errorCounts)
    #expect(whole.judge.errorCounts.candidate.events > 100)
  }

  @Test("is not taken up by another candidate, nor under other settings")
  func others() throws {
    let model = try ModelDeployment.validated(Manifest.model("2")).get()
    let (time, weights) = (ManualTime(wall: Timestamp(seconds: 1_767_225_600)).source, [BasisPoints(percent: 50)])
    let trial = Trial("b", of: model, weights: weights, time: time)
    let record = JudgeRecord(trial: "b", state: JudgeState.bytes(of: trial.judge), log: [], time: 0)
    #expect(Trial("b", record, of: model, weights: weights, time: time) != nil)
    #expect(Trial("c", record, of: model, weights: weights, time: time) == nil)
    #expect(Trial("b", record, of: model, weights: [.whole], time: time) == nil)
    var settings = model.spec
    settings.analysis.confidence = BasisPoints(percent: 90)
    let stricter = ModelDeployment(metadata: model.metadata, spec: settings)
    #expect(Trial("b", record, of: stricter, weights: weights, time: time) == nil)
    var torn = record
    torn.state.removeLast()
    #expect(Trial("b", torn, of: model, weights: weights, time: time) == nil)
  }

  private func reading(_ round: Int, at time: Double) -> RolloutReading {
    let samples = [(Analysis.Track.stable, 2), (.candidate, 9)].map { track, failures in
      PodSamples(
        pod: track.rawValue, revision: track == .stable ? "a" : "b", track: track, time: time,
        requests: Double(150 * round), errors: Double(failures * round))
    }
    return RolloutReading(scrape: PodScrape(samples: samples, failures: [:]))
  }
}
