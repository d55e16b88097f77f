import KubeClient
import KubeCore
import SlipwayAPI
import Testing

@testable import SlipwayOperator

@Suite("A ModelDeployment that is deleted and made anew")
struct RecreationTests {
  @Test("inherits nothing", .timeLimit(.minutes(1)), arguments: [false, true])
  func inheritsNothing(operatorIsAway: Bool) async {
    let bench = Bench()
    await bench.start()
    let play = Play(ending: .rolledBack)
    _ = await play.perform(on: bench)
    let old = bench.object("ModelDeployment", "ml/fraud")?["metadata"]?["uid"]?.string
    if operatorIsAway { await bench.stop() }
    await bench.call(.delete, Manifest.path("ml") + "/fraud")
    bench.feed.setErrorRate(0.002, of: play.second)
    if operatorIsAway { await bench.start() }
    await bench.apply(Manifest.model("2"))
    #expect(await bench.run(atMost: 60) { bench.isSettled(rollouts: 1) })
    let status = bench.status()
    let uid = bench.object("ModelDeployment", "ml/fraud")?["metadata"]?["uid"]?.string
    #expect(uid != old)
    // It was rejected in the life before; nothing of that is known.
    #expect(status.stable?.revision == play.second)
    #expect(status.rejectedRevisions.isEmpty)
    #expect(status.history.map(\.reason) == ["FirstVersion"])
    for kind in ["Deployment", "Service"] {
      #expect(bench.host.observer.children(kind, of: "ml/fraud").allSatisfy { ClusterObserver.owner(of: $0) == uid })
    }
    #expect(bench.host.observer.violations == [])
    await bench.stop()
  }

  @Test("waits for what is left of the one before it", .timeLimit(.minutes(1)))
  func waitsForRemains() async {
    let bench = Bench()
    await bench.start()
    await bench.apply(Manifest.model("1"))
    await bench.run(atMost: 20) { bench.isSettled(rollouts: 1) }
    // A finalizer holds the apex Service of the first life.
    await bench.call(
      .patch, "/api/v1/namespaces/ml/services/fraud", ["metadata": ["finalizers": ["example.com/hold"]]])
    await bench.call(.delete, Manifest.path("ml") + "/fraud")
    await bench.apply(Manifest.model("1"))
    await bench.run(atMost: 10)
    #expect(bench.status().conditions["Stalled"]?.status != .true)
    #expect(bench.status().stable == nil)
    await bench.call(.patch, "/api/v1/namespaces/ml/services/fraud", ["metadata": ["finalizers": .null]])
    #expect(await bench.run(atMost: 30) { bench.isSettled(rollouts: 1) })
    #expect(bench.status().phase == .healthy)
    await bench.stop()
  }
}
