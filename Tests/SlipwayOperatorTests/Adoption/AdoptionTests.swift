import KubeClient
import KubeCore
import SlipwayAPI
import Testing
import Workloads

@testable import OperatorSimulation
@testable import SlipwayOperator

@Suite("What ran the model before")
struct AdoptionTests {
  private static let services = "/api/v1/namespaces/ml/services"
  private static let deployments = "/apis/apps/v1/namespaces/ml/deployments"

  private func prepare(_ bench: Bench) {
    bench.call(
      .post, Self.services,
      [
        "metadata": ["name": "fraud"],
        "spec": ["selector": ["app": "old"], "ports": [["name": "web", "port": 8080, "targetPort": 8080]]],
      ])
    bench.call(
      .post, Self.deployments,
      [
        "metadata": ["name": "fraud"],
        "spec": [
          "replicas": 2, "selector": ["matchLabels": ["app": "old"]],
          "template": [
            "metadata": ["labels": ["app": "old"]], "spec": ["containers": [["name": "old", "image": "old:1"]]],
          ],
        ],
      ])
  }

  private func model() -> JSONValue {
    var model = Manifest.model("1")
    model[["spec", "adoption"]] = ["service": true, "deployment": "fraud"]
    return model
  }

  @Test("is taken over once the first revision is ready, and then stands down")
  func isTakenOver() {
    let bench = Bench()
    prepare(bench)
    bench.start()
    bench.apply(model())
    // Nothing is moved while no replica is ready.
    #expect(bench.selector() == ["app": "old"])
    #expect(bench.object("Deployment", "ml/fraud")?["spec"]?["replicas"] == 2)
    #expect(bench.run(atMost: 30) { bench.status().conditions["Adopted"]?.status == .true })
    #expect(bench.selector()?[SlipwayLabels.revision] == Play.revision(of: model()))
    let service = bench.object("Service", "ml/fraud")
    #expect(service?["spec"]?["ports"]?.elements.compactMap { $0["port"]?.integer }.sorted() == [80, 8080])
    #expect(service.flatMap { Bench.owner(of: $0) } != nil)
    #expect(bench.object("Deployment", "ml/fraud")?["spec"]?["replicas"] == 0)
    #expect(bench.status().phase == .healthy)
    bench.stop()
  }

  @Test("goes on when the ModelDeployment leaves")
  func leaves() {
    let bench = Bench()
    bench.start()
    var model = Manifest.model("1")
    model[["spec", "deletionPolicy"]] = "Orphan"
    bench.apply(model)
    #expect(bench.run(atMost: 20) { bench.isSettled(rollouts: 1) })
    bench.call(.delete, Manifest.path("ml") + "/fraud")
    #expect(bench.run(atMost: 20) { bench.object("ModelDeployment", "ml/fraud") == nil })
    bench.run(atMost: 10)
    #expect(bench.deployments(of: "ml/fraud") == [Play.revision(of: model): 3])
    #expect(bench.selector()?[SlipwayLabels.revision] == Play.revision(of: model))
    for kind in ["Deployment", "Service", "ControllerRevision"] {
      #expect(bench.children(kind, of: "ml/fraud").allSatisfy { Bench.owner(of: $0) == nil }, "\(kind)")
    }
    #expect(bench.violations.filter { $0.invariant != .s2 && $0.invariant != .s3 }.isEmpty)
    bench.stop()
  }

  @Test("comes back to a ModelDeployment that adopts it")
  func comesBack() {
    let bench = Bench()
    bench.start()
    var model = Manifest.model("1")
    model[["spec", "deletionPolicy"]] = "Orphan"
    bench.apply(model)
    bench.run(atMost: 20) { bench.isSettled(rollouts: 1) }
    bench.call(.delete, Manifest.path("ml") + "/fraud")
    bench.run(atMost: 20) { bench.object("ModelDeployment", "ml/fraud") == nil }
    let pods = bench.children("Pod", of: "ml/fraud").compactMap { $0["metadata"]?["uid"]?.string }
    model[["spec", "adoption"]] = ["service": true]
    bench.apply(model)
    #expect(bench.run(atMost: 60) { bench.status().phase == .healthy })
    #expect(bench.children("Pod", of: "ml/fraud").compactMap { $0["metadata"]?["uid"]?.string } == pods)
    bench.stop()
  }
}
