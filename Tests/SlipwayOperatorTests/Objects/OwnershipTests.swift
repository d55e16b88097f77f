import KubeClient
import KubeCore
import KubeRuntime
import SlipwayAPI
import Testing
import Workloads

@testable import SlipwayOperator

@Suite("An object that somebody else made")
struct OwnershipTests {
  private static let services = "/api/v1/namespaces/ml/services"
  private static let deployments = "/apis/apps/v1/namespaces/ml/deployments"

  private static func service(owner: JSONValue? = nil, labels: JSONValue = [:]) -> JSONValue {
    var service: JSONValue = [
      "metadata": ["name": "fraud", "labels": labels],
      "spec": ["selector": ["app": "shop"], "ports": [["name": "web", "port": 8080]]],
    ]
    if let owner { service[["metadata", "ownerReferences"]] = [owner] }
    return service
  }

  private static let otherOwner: JSONValue = [
    "apiVersion": "apps/v1", "kind": "Deployment", "name": "shop", "uid": "not-ours", "controller": true,
  ]

  /// All that somebody else could mind.
  private func facts(_ object: JSONValue?) -> [JSONValue?] {
    [object?["spec"], object?["metadata"]?["labels"], object?["metadata"]?["ownerReferences"]]
  }

  @Test("is not taken over", arguments: [false, true], [false, true])
  func isLeftAlone(isControlled: Bool, hasLabels: Bool) throws {
    let bench = Bench()
    // An owner that is not there would be garbage: the service goes with it.
    var owner = Self.otherOwner
    let holder = bench.call(
      .post, "/api/v1/namespaces/ml/configmaps", ["metadata": ["name": "shop"]])
    (owner["kind"], owner["apiVersion"]) = ("ConfigMap", "v1")
    owner["uid"] = holder["metadata"]?["uid"] ?? ""
    let labels: JSONValue = hasLabels ? .init(SlipwayLabels.common("fraud")) : ["app": "shop"]
    bench.call(
      .post, Self.services, Self.service(owner: isControlled ? owner : nil, labels: labels))
    let before = facts(bench.object("Service", "ml/fraud"))
    bench.start()
    bench.apply(Manifest.model("1"))
    bench.run(atMost: 30)
    #expect(facts(bench.object("Service", "ml/fraud")) == before)
    let stalled = try #require(bench.status().conditions["Stalled"])
    #expect(stalled.status == .true)
    #expect(stalled.reason == "NameTaken")
    #expect(stalled.message?.contains("Service `fraud` exists already") == true)
    if isControlled { #expect(stalled.message?.contains("ConfigMap `shop`") == true) }
    #expect(bench.eventReasons.contains("NameTaken"))
    let metrics = try #require(bench.metrics)
    #expect(metrics.reconciles[.failed] ?? 0 > 1)
    // 50 ms, doubled from try to try: more than twelve in half a minute would be no backoff.
    #expect(metrics.reconciles[.failed] ?? 0 <= 12)
    bench.stop()
  }

  @Test("keeps nobody for longer than it is there")
  func goesOn() {
    let bench = Bench()
    bench.call(.post, Self.services, Self.service())
    bench.start()
    bench.apply(Manifest.model("1"))
    bench.run(atMost: 10)
    bench.call(.delete, Self.services + "/fraud")
    #expect(bench.run(atMost: 330) { bench.isSettled(rollouts: 1) })
    #expect(bench.status().phase == .healthy)
    #expect(bench.status().conditions["Stalled"]?.status == .false)
    bench.stop()
  }

  @Test("keeps no other ModelDeployment")
  func othersGoOn() {
    let bench = Bench()
    bench.call(.post, Self.services, Self.service())
    bench.start()
    bench.apply(Manifest.model("1"))
    bench.apply(Manifest.model("1", name: "churn"))
    #expect(bench.run(atMost: 20) { bench.isSettled("ml/churn", rollouts: 1) })
    bench.stop()
  }

  @Test("is left alone when it is a Deployment")
  func deployment() {
    let bench = Bench()
    let name = "fraud-\(Play.revision(of: Manifest.model("1")))"
    let foreign: JSONValue = [
      "metadata": ["name": .string(name)],
      "spec": [
        "replicas": 1, "selector": ["matchLabels": ["app": "shop"]],
        "template": [
          "metadata": ["labels": ["app": "shop"]], "spec": ["containers": [["name": "shop", "image": "shop:1"]]],
        ],
      ],
    ]
    bench.call(.post, Self.deployments, foreign)
    let before = facts(bench.object("Deployment", "ml/\(name)"))
    bench.start()
    bench.apply(Manifest.model("1"))
    bench.run(atMost: 10)
    #expect(facts(bench.object("Deployment", "ml/\(name)")) == before)
    #expect(bench.status().conditions["Stalled"]?.reason == "NameTaken")
    bench.stop()
  }

  @Test("is taken for ours again when only its labels were lost")
  func lostLabels() {
    let bench = Bench()
    bench.start()
    bench.apply(Manifest.model("1"))
    bench.run(atMost: 20) { bench.isSettled(rollouts: 1) }
    let nothing: JSONValue = [
      "metadata": ["labels": [SlipwayLabels.managedBy: .null, SlipwayLabels.deployment: .null]],
      "spec": ["selector": ["app": "shop"]],
    ]
    bench.call(.patch, Self.services + "/fraud", nothing)
    bench.run(atMost: 5)
    #expect(bench.selector()?["app"] == nil)
    #expect(bench.selector()?[SlipwayLabels.revision] == Play.revision(of: Manifest.model("1")))
    #expect(
      bench.object("Service", "ml/fraud")?["metadata"]?["labels"]?.stringMap == SlipwayLabels.common("fraud"))
    bench.stop()
  }
}
