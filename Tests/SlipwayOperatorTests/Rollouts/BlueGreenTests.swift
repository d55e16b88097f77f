import KubeCore
import SlipwayAPI
import Testing

@testable import SlipwayOperator

@Suite("A blue-green rollout") struct BlueGreenTests {
  private func model(_ version: String) -> JSONValue {
    var model = Manifest.model(version)
    model[["spec", "strategy"]] = [
      "type": "BlueGreen", "blueGreen": ["preview": ["for": "5s"], "for": "10s", "scaleDownDelay": "20s"],
      "progressDeadline": "60s",
    ]
    return model
  }

  /// A bench on which the second version, which fails so many of its requests, has just been applied.
  private func begun(rate: Double) -> (bench: Bench, first: String, second: String) {
    let bench = Bench()
    let (first, second) = (Play.revision(of: model("1")), Play.revision(of: model("2")))
    bench.setErrorRate(rate, of: second)
    bench.start()
    bench.apply(model("1"))
    #expect(bench.run(atMost: Play.limit) { bench.isSettled(rollouts: 1) })
    bench.run(atMost: 20)
    bench.apply(model("2"))
    return (bench, first, second)
  }

  @Test("is judged after the switch by what stable had done before", arguments: [0.002, 0.3])
  func judged(rate: Double) {
    let (bench, first, second) = begun(rate: rate)
    #expect(bench.run(atMost: 60) { bench.object("Service", "ml/fraud-preview") != nil })
    #expect(bench.run(atMost: 60) { bench.status().candidate?.weight == .whole })
    #expect(bench.deployments(of: "ml/fraud") == [first: 3, second: 3])
    #expect(bench.run(atMost: Play.limit) { bench.isSettled(rollouts: 2) })
    let isGood = rate < 0.01
    #expect(bench.status().stable?.revision == (isGood ? second : first))
    #expect(bench.status().history.first?.outcome == (isGood ? .promoted : .rolledBack))
    #expect(bench.status().analysis?.metrics.first?.message?.contains("before") == true)
    #expect(bench.violations.isEmpty)
    bench.stop()
  }

  @Test("finds stable's record again after a restart of the operator in the middle", arguments: [0.002, 0.3])
  func restarted(rate: Double) {
    let (bench, _, _) = begun(rate: rate)
    #expect(bench.run(atMost: 60) { bench.status().candidate?.weight == .whole })
    bench.kill()
    bench.start()
    #expect(bench.run(atMost: Play.limit) { bench.isSettled(rollouts: 2) })
    #expect(bench.status().history.first?.outcome == (rate < 0.01 ? .promoted : .rolledBack))
    bench.stop()
  }

  @Test("of a promoted version is still watched against that record: late failures take it back")
  func bake() {
    var late = model("2")
    late[["spec", "rollback"]] = ["bake": "10m"]
    var early = model("1")
    early[["spec", "rollback"]] = ["bake": "10m"]
    let (first, second) = (Play.revision(of: early), Play.revision(of: late))
    let bench = Bench()
    bench.start()
    bench.apply(early)
    #expect(bench.run(atMost: Play.limit) { bench.isSettled(rollouts: 1) })
    bench.run(atMost: 20)
    bench.apply(late)
    #expect(bench.run(atMost: Play.limit) { bench.status().phase == .baking })
    bench.run(atMost: 10)
    #expect(bench.status().stable?.revision == second && bench.status().phase == .baking)
    bench.setErrorRate(0.3, of: second)
    #expect(bench.run(atMost: 120) { bench.status().stable?.revision == first })
    #expect(bench.run(atMost: Play.limit) { bench.status().phase == .rolledBack })
    #expect(bench.status().history.first?.reason == "LateEvidence")
    bench.stop()
  }
}
