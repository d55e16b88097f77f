import KubeClient
import KubeCore
import SlipwayAPI
import Testing

@testable import SlipwayOperator

@Suite("Where GPUs are scarce") struct ScarceDevicesTests {
  private static let node = "/api/v1/nodes/node-1/status"

  private func model(_ version: String, _ strategy: JSONValue) -> JSONValue {
    var model = Manifest.model(version)
    model[["spec", "runtime", "resources"]] = ["limits": ["nvidia.com/gpu": "1"]]
    model[["spec", "strategy"]] = strategy
    return model
  }

  private static let canary: JSONValue = [
    "type": "Canary", "canary": ["steps": [["weight": "25%"], ["weight": "50%"]]], "progressDeadline": "60s",
  ]

  /// A bench whose node has so many GPUs, with three replicas of the first version.
  private func bench(gpus: Int, _ strategy: JSONValue) -> Bench {
    let bench = Bench()
    offer(gpus, bench)
    bench.start()
    bench.apply(model("1", strategy))
    #expect(bench.run(atMost: Play.limit) { bench.isSettled(rollouts: 1) })
    return bench
  }

  private func offer(_ gpus: Int, _ bench: Bench) {
    let amounts: JSONValue = ["cpu": "64", "memory": "64Gi", "pods": "110", "nvidia.com/gpu": .string(String(gpus))]
    bench.call(.patch, Self.node, ["status": ["capacity": amounts, "allocatable": amounts]])
  }

  @Test("a rollout is blocked before anything is touched, says why, and begins once there is room")
  func blocked() {
    let bench = bench(gpus: 3, Self.canary)
    let (first, second) = (Play.revision(of: model("1", Self.canary)), Play.revision(of: model("2", Self.canary)))
    bench.apply(model("2", Self.canary))
    bench.run(atMost: 120)
    #expect(bench.status().explanation?.rule == "Blocked" && bench.status().phase == .waiting)
    #expect(bench.deployments(of: "ml/fraud") == [first: 3])
    #expect(bench.status().rejectedRevisions.isEmpty)
    offer(6, bench)
    #expect(bench.run(atMost: 30) { bench.status().candidate?.revision == second })
    #expect(bench.run(atMost: Play.limit) { bench.isSettled(rollouts: 2) })
    #expect(bench.status().stable?.revision == second && bench.violations.isEmpty)
    bench.stop()
  }

  @Test("with none to spare replicas are replaced one at a time, if that is allowed")
  func inPlace() {
    let rolling: JSONValue = [
      "type": "RollingUpdate", "rollingUpdate": ["maxSurge": 0, "maxUnavailable": 1], "progressDeadline": "60s",
    ]
    let bench = bench(gpus: 3, rolling)
    let second = Play.revision(of: model("2", rolling))
    bench.apply(model("2", rolling))
    var totals: Set<Int> = []
    bench.run(atMost: Play.limit) {
      totals.insert(bench.deployments(of: "ml/fraud").values.reduce(0, +))
      return bench.isSettled(rollouts: 2)
    }
    #expect(bench.isSettled(rollouts: 2) && totals.isSubset(of: [2, 3]), "replicas at a time: \(totals)")
    #expect(bench.status().stable?.revision == second && bench.violations.isEmpty)
    bench.stop()
  }
}
