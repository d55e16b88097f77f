import KubeCore
import SlipwayAPI
import Testing

@testable import SlipwayOperator

@Suite("Two ModelDeployments of one name")
struct NamespaceTests {
  @Test("in two namespaces do not mix")
  func doNotMix() {
    let bench = Bench(workers: 4)
    bench.start()
    let second = Play.revision(of: Manifest.model("2"))
    bench.setErrorRate(Play.badErrorRate, of: Play.revision(of: Manifest.model("3")))
    for namespace in Manifest.namespaces { bench.apply(Manifest.model("1", namespace: namespace)) }
    let haveBegun = bench.run(atMost: 30) {
      bench.isSettled("ml/fraud", rollouts: 1) && bench.isSettled("shop/fraud", rollouts: 1)
    }
    #expect(haveBegun)
    bench.apply(Manifest.model("2", namespace: "ml"))
    bench.apply(Manifest.model("3", namespace: "shop"))
    let haveEnded = bench.run(atMost: Play.limit) {
      bench.isSettled("ml/fraud", rollouts: 2) && bench.isSettled("shop/fraud", rollouts: 2)
    }
    #expect(haveEnded)
    #expect(bench.status("ml/fraud").stable?.revision == second)
    #expect(bench.status("shop/fraud").phase == .rolledBack)
    #expect(bench.violations.isEmpty)
    for namespace in Manifest.namespaces {
      let uid = bench.object("ModelDeployment", "\(namespace)/fraud")?["metadata"]?["uid"]?.string
      for kind in ["Deployment", "Service"] {
        for child in bench.children(kind, of: "\(namespace)/fraud") {
          #expect(Bench.owner(of: child) == uid)
        }
      }
    }
    bench.stop()
  }

  @Test("are left alone outside of the operator's namespace")
  func otherNamespace() {
    let bench = Bench(namespace: "ml")
    bench.start()
    for namespace in Manifest.namespaces { bench.apply(Manifest.model("1", namespace: namespace)) }
    #expect(bench.run(atMost: 20) { bench.isSettled("ml/fraud", rollouts: 1) })
    #expect(bench.children("Deployment", of: "shop/fraud").isEmpty)
    #expect(bench.status("shop/fraud") == ModelDeploymentStatus())
    bench.stop()
  }
}
