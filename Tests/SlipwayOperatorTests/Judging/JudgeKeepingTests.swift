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
    let second = Play(ending: .promoted).second
    #expect(map["data"]?["stable"]?.string == bench.status().stable?.revision)
    let state = map["binaryData"]?["state.\(second)"]?.string.flatMap(Base64.decode) ?? []
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

  @Test("is not taken up in another rollout, nor under other settings, nor when it is torn")
  func others() throws {
    let time = ManualTime(wall: Timestamp(seconds: 1_767_225_600)).source
    let model = try rollout()
    let comparison = try #require(Comparison(model))
    let judge = RolloutJudge(
      configuration: JudgeConfiguration(model.spec.analysis), steps: comparison.candidates[0].steps.map(\.fraction))
    let record = JudgeRecord(began: comparison.began, stable: "a", trials: ["b": Trial(judge).record], time: 0)
    #expect(AnalysisRun(record, model.spec.analysis, time: time)?.isAbout(comparison) == true)
    var later = record
    later.began = Timestamp(seconds: 101)
    #expect(AnalysisRun(later, model.spec.analysis, time: time)?.isAbout(comparison) == false)
    var settings = model.spec.analysis
    settings.confidence = BasisPoints(percent: 90)
    #expect(AnalysisRun(record, settings, time: time) == nil)
    var torn = record
    torn.trials["b"]?.state.removeLast()
    #expect(AnalysisRun(torn, model.spec.analysis, time: time) == nil)
  }

  /// A deployment whose candidate `b` has half of the traffic.
  private func rollout() throws -> ModelDeployment {
    var model = try ModelDeployment.validated(Manifest.model("2")).get()
    model.status.stable = RevisionStatus(revision: "a", model: "")
    var candidate = RevisionStatus(revision: "b", model: "")
    candidate.weight = BasisPoints(percent: 50)
    var step = StepStatus()
    (step.strategy, step.index, step.enteredTime) = (model.spec.strategy.type, 1, Timestamp(seconds: 110))
    (model.status.candidate, model.status.step, model.status.startTime) = (candidate, step, Timestamp(seconds: 100))
    return model
  }
}
