import KubeClient
import KubeCore
import SlipwayAPI
import Testing

@testable import SlipwayOperator

@Suite("A ModelDeployment that is deleted and made anew")
struct RecreationTests {
  @Test("inherits nothing", arguments: [false, true])
  func inheritsNothing(operatorIsAway: Bool) {
    let bench = Bench()
    bench.start()
    let play = Play(ending: .rolledBack)
    _ = play.perform(on: bench)
    let old = bench.object("ModelDeployment", "ml/fraud")?["metadata"]?["uid"]?.string
    if operatorIsAway { bench.stop() }
    bench.call(.delete, Manifest.path("ml") + "/fraud")
    bench.setErrorRate(0.002, of: play.second)
    if operatorIsAway { bench.start() }
    bench.apply(Manifest.model("2"))
    #expect(bench.run(atMost: 60) { bench.isSettled(rollouts: 1) })
    let status = bench.status()
    let uid = bench.object("ModelDeployment", "ml/fraud")?["metadata"]?["uid"]?.string
    #expect(uid != old)
    // It was rejected in the life before; nothing of that is known.
    #expect(status.stable?.revision == play.second)
    #expect(status.rejectedRevisions.isEmpty)
    #expect(status.history.map(\.reason) == ["FirstVersion"])
    for kind in ["Deployment", "Service"] {
      #expect(bench.children(kind, of: "ml/fraud").allSatisfy { Bench.owner(of: $0) == uid })
    }
    #expect(bench.violations.isEmpty)
    bench.stop()
  }

  @Test("waits for what is left of the one before it")
  func waitsForRemains() {
    let bench = Bench()
    bench.start()
    bench.apply(Manifest.model("1"))
    bench.run(atMost: 20) { bench.isSettled(rollouts: 1) }
    // A finalizer holds the apex Service of the first life.
    bench.call(
      .patch, "/api/v1/namespaces/ml/services/fraud", ["metadata": ["finalizers": ["example.com/hold"]]])
    bench.call(.delete, Manifest.path("ml") + "/fraud")
    bench.apply(Manifest.model("1"))
    bench.run(atMost: 10)
    #expect(bench.status().conditions["Stalled"]?.status != .true)
    #expect(bench.status().stable == nil)
    bench.call(.patch, "/api/v1/namespaces/ml/services/fraud", ["metadata": ["finalizers": .null]])
    #expect(bench.run(atMost: 30) { bench.isSettled(rollouts: 1) })
    #expect(bench.status().phase == .healthy)
    bench.stop()
  }
}
