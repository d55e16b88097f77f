import KubeCore
import SlipwayAPI
import Testing

@testable import SlipwayOperator

@Suite("Two ModelDeployments of one name")
struct NamespaceTests {
  @Test("in two namespaces do not mix", .timeLimit(.minutes(1)))
  func doNotMix() async {
    let bench = Bench()
    await bench.start(workers: 4)
    let second = Play.revision(of: Manifest.model("2"))
    bench.feed.setErrorRate(Play.badErrorRate, of: Play.revision(of: Manifest.model("3")))
    for namespace in Manifest.namespaces { await bench.apply(Manifest.model("1", namespace: namespace)) }
    let haveBegun = await bench.run(atMost: 30) {
      bench.isSettled("ml/fraud", rollouts: 1) && bench.isSettled("shop/fraud", rollouts: 1)
    }
    #expect(haveBegun)
    await bench.apply(Manifest.model("2", namespace: "ml"))
    await bench.apply(Manifest.model("3", namespace: "shop"))
    let haveEnded = await bench.run(atMost: Play.limit) {
      bench.isSettled("ml/fraud", rollouts: 2) && bench.isSettled("shop/fraud", rollouts: 2)
    }
    #expect(haveEnded)
    #expect(bench.status("ml/fraud").stable?.revision == second)
    #expect(bench.status("shop/fraud").phase == .rolledBack)
    #expect(bench.host.observer.violations == [])
    for namespace in Manifest.namespaces {
      let uid = bench.object("ModelDeployment", "\(namespace)/fraud")?["metadata"]?["uid"]?.string
      for kind in ["Deployment", "Service"] {
        for child in bench.host.observer.children(kind, of: "\(namespace)/fraud") {
          #expect(ClusterObserver.owner(of: child) == uid)
        }
      }
    }
    await bench.stop()
  }

  @Test("are left alone outside of the operator's namespace", .timeLimit(.minutes(1)))
  func otherNamespace() async {
    let bench = Bench()
    await bench.start(namespace: "ml")
    for namespace in Manifest.namespaces { await bench.apply(Manifest.model("1", namespace: namespace)) }
    #expect(await bench.run(atMost: 20) { bench.isSettled("ml/fraud", rollouts: 1) })
    #expect(bench.host.observer.children("Deployment", of: "shop/fraud").isEmpty)
    #expect(bench.status("shop/fraud") == ModelDeploymentStatus())
    await bench.stop()
  }
}
