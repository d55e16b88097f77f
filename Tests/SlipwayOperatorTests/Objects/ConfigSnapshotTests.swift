import KubeClient
import KubeCore
import SlipwayAPI
import Testing
import Workloads

@testable import OperatorSimulation
@testable import SlipwayOperator

@Suite("Configuration that belongs to a revision")
struct ConfigSnapshotTests {
  private static let configMaps = "/api/v1/namespaces/ml/configmaps"

  private static func model(_ version: String = "1", source: String = "limits") -> JSONValue {
    var model = Manifest.model(version)
    model[["spec", "runtime", "env"]] = [
      ["name": "LIMIT", "valueFrom": ["configMapKeyRef": ["name": .string(source), "key": "limit"]]]
    ]
    return model
  }

  private static func copyPath(_ model: JSONValue) -> String {
    configMaps + "/" + WorkloadNames.snapshot("fraud", Play.revision(of: model), .configMaps, "limits")
  }

  @Test("is copied once, and stays when the source changes or goes")
  func isCopied() {
    let bench = Bench()
    bench.start()
    bench.call(.post, Self.configMaps, ["metadata": ["name": "limits"], "data": ["limit": "10"]])
    bench.apply(Self.model())
    #expect(bench.run(atMost: 20) { bench.isSettled(rollouts: 1) })
    bench.call(.patch, Self.configMaps + "/limits", ["data": ["limit": "99"]])
    bench.call(.delete, "/apis/apps/v1/namespaces/ml/deployments/fraud-\(Play.revision(of: Self.model()))")
    bench.run(atMost: 10)
    let copy = bench.call(.get, Self.copyPath(Self.model()))
    #expect(copy["data"] == ["limit": "10"])
    #expect(copy["immutable"] == true)
    #expect(copy["metadata"]?["ownerReferences"]?[0]?["kind"] == "ControllerRevision")
    let container = bench.children("Deployment", of: "ml/fraud").first?[["spec", "template", "spec"]]?["containers"]?[0]
    let reference = container?["env"]?.elements.compactMap { $0["valueFrom"]?["configMapKeyRef"]?["name"] }
    #expect(reference == [copy["metadata"]?["name"] ?? .null])
    // That the replicas are gone for a while is the user's doing.
    #expect(bench.violations.allSatisfy { $0.invariant == .s3 })
    bench.stop()
  }

  @Test("goes with its revision")
  func isCollected() {
    let bench = Bench()
    bench.start()
    bench.call(.post, Self.configMaps, ["metadata": ["name": "limits"], "data": ["limit": "10"]])
    for version in 1...2 {
      var model = Self.model("\(version)")
      model[["spec", "revisionHistoryLimit"]] = 0
      bench.apply(model)
      #expect(bench.run(atMost: Play.limit) { bench.isSettled(rollouts: version) })
    }
    bench.run(atMost: 5)
    #expect(bench.call(.get, Self.copyPath(Self.model("1")))["kind"] == "Status")
    #expect(bench.call(.get, Self.copyPath(Self.model("2")))["kind"] == "ConfigMap")
    bench.call(.delete, Manifest.path("ml") + "/fraud")
    bench.run(atMost: 10)
    #expect(bench.call(.get, Self.copyPath(Self.model("2")))["kind"] == "Status")
    bench.stop()
  }

  @Test("that is missing holds its revision back, and nothing else")
  func isMissing() {
    let bench = Bench()
    bench.start()
    bench.apply(Self.model())
    bench.run(atMost: 10)
    let stalled = bench.status().conditions["Stalled"]
    #expect(stalled?.reason == "ConfigUnavailable")
    #expect(stalled?.message?.contains("ConfigMap `limits`") == true)
    #expect(bench.children("Deployment", of: "ml/fraud").isEmpty)
    bench.call(.post, Self.configMaps, ["metadata": ["name": "limits"], "data": ["limit": "10"]])
    #expect(bench.run(atMost: 330) { bench.isSettled(rollouts: 1) })
    #expect(bench.status().conditions["Stalled"]?.status == .false)
    bench.stop()
  }
}
