import KubeClient
import KubeCore
import SlipwayAPI
import Testing

@testable import OperatorSimulation
@testable import SlipwayOperator

@Suite("The operator's role")
struct RoleUseTests {
  /// What these plays have no use of.
  private static let exceptions: Set<String> = [
    // No request ever goes there: see `OperatorRole`.
    "update slipway.dev/modeldeployments/finalizers",
    // Of a replica that has been dead for long: KubeRuntimeTests/Sharding.
    "delete coordination.k8s.io/leases",
    // The series of an event that is repeated: KubeRuntimeTests/Events.
    "patch events.k8s.io/events",
    // Of Jobs that test a candidate: AnalysisJobsTests.
    "create batch/jobs", "get batch/jobs", "patch batch/jobs",
    // Of a router: RoutingTests.
    "create gateway.networking.k8s.io/httproutes", "delete gateway.networking.k8s.io/httproutes",
    "get gateway.networking.k8s.io/httproutes", "list gateway.networking.k8s.io/httproutes",
    "patch gateway.networking.k8s.io/httproutes", "watch gateway.networking.k8s.io/httproutes",
  ]
  private static let requests = "/apis/slipway.dev/v1alpha1/namespaces/ml/rolloutrequests"

  @Test("grants what the operator uses, and nothing else")
  func isUsed() {
    var used = Self.everything().union(Self.jobs())
    for division in [Subject.Division.election, .shards] {
      let bench = Bench(division: division)
      bench.start()
      bench.start()
      bench.run(atMost: 60)
      bench.kill()
      bench.run(atMost: 120)
      used.formUnion(bench.permissionsUsed)
    }
    // A server that cannot begin a watch with what there is gets a list first.
    used.formUnion(used.filter { $0.hasPrefix("watch ") }.map { "list " + $0.dropFirst("watch ".count) })
    let granted = Set(RequestRules.role.flatMap { name, verbs in verbs.map { "\($0) \(name)" } })
    #expect(granted.subtracting(used).subtracting(Self.exceptions).sorted() == [], "granted, and never used")
    #expect(used.subtracting(granted).sorted() == [], "used, and not granted")
  }

  /// A candidate that a Job tests.
  private static func jobs() -> Set<String> {
    let bench = Bench()
    bench.start()
    for version in 1...2 {
      var model = Manifest.model("\(version)")
      let containers: JSONValue = [["name": "test", "image": "registry.example/test:1"]]
      let job: JSONValue = ["spec": ["template": ["spec": ["containers": containers]]], "timeout": "5m"]
      model[["spec", "analysis", "metrics"]] = [["name": "smoke", "job": job]]
      bench.apply(model)
      bench.run(atMost: 30)
    }
    return bench.permissionsUsed
  }

  /// One ModelDeployment with all that it can have, which it loses again.
  private static func everything() -> Set<String> {
    let bench = Bench()
    bench.start()
    bench.call(.post, "/api/v1/namespaces/ml/configmaps", ["metadata": ["name": "limits"], "data": ["limit": "10"]])
    var model = Manifest.model("1")
    model[["spec", "runtime", "env"]] = [
      ["name": "LIMIT", "valueFrom": ["configMapKeyRef": ["name": "limits", "key": "limit"]]]
    ]
    model[["spec", "networkPolicy"]] = ["from": []]
    model[["spec", "autoscaling"]] = ["minReplicas": 2, "maxReplicas": 8, "cpuUtilization": 50]
    model[["spec", "revisionHistoryLimit"]] = 0
    bench.apply(model)
    bench.run(atMost: Play.limit) { bench.isSettled(rollouts: 1) }
    bench.call(
      .post, requests,
      [
        "apiVersion": "slipway.dev/v1alpha1", "kind": "RolloutRequest", "metadata": ["name": "r1"],
        "spec": ["deployment": "fraud", "verb": "Promote", "by": "ana"],
      ])
    bench.run(atMost: 5)
    var next = Manifest.model("2")
    next[["spec", "revisionHistoryLimit"]] = 0
    next[["spec", "deletionPolicy"]] = "Orphan"
    next[["spec", "disruption"]] = ["budget": "Off"]
    bench.apply(next)
    bench.run(atMost: Play.limit) { bench.isSettled(rollouts: 2) }
    bench.skip(RolloutRequest.retention.duration)
    bench.run(atMost: 5)
    bench.call(.delete, Manifest.path("ml") + "/fraud")
    bench.run(atMost: 30)
    let used = bench.permissionsUsed
    bench.stop()
    return used
  }
}
