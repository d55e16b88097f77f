import KubeClient
import KubeCore
import SlipwayAPI
import Testing
import Workloads

@testable import SlipwayOperator

@Suite("An autoscaler")
struct AutoscalingTests {
  private static let path = "/apis/autoscaling/v2/namespaces/ml/horizontalpodautoscalers"

  private func model(_ version: String) -> JSONValue {
    var model = Manifest.model(version)
    model[["spec", "autoscaling"]] = ["minReplicas": 2, "maxReplicas": 8, "cpuUtilization": 50]
    return model
  }

  private func floors(_ bench: Bench) -> [String: Int64] {
    let items = bench.call(.get, Self.path)["items"]?.elements ?? []
    return items.reduce(into: [:]) { floors, scaler in
      floors[scaler["metadata"]?["labels"]?[SlipwayLabels.revision]?.string ?? ""] =
        scaler["spec"]?["minReplicas"]?.integer
    }
  }

  private func scale(_ bench: Bench, _ revision: String, to replicas: Int64) {
    bench.call(
      .patch, "/apis/apps/v1/namespaces/ml/deployments/fraud-\(revision)", ["spec": ["replicas": .integer(replicas)]])
  }

  @Test("owns the number of replicas, and keeps the floors that a rollout needs")
  func owns() {
    let bench = Bench()
    bench.start()
    let (first, second) = (Play.revision(of: model("1")), Play.revision(of: model("2")))
    bench.apply(model("1"))
    #expect(bench.run(atMost: 20) { bench.isSettled(rollouts: 1) })
    bench.run(atMost: 2)
    #expect(floors(bench) == [first: 2])
    // What an autoscaler would do.
    scale(bench, first, to: 6)
    bench.run(atMost: 10)
    #expect(bench.deployments(of: "ml/fraud") == [first: 6])
    bench.apply(model("2"))
    bench.run(atMost: 5)
    #expect(floors(bench)[first] == 6)
    #expect(bench.run(atMost: Play.limit) { bench.status().stable?.revision == second && bench.status().candidate == nil })
    bench.run(atMost: 60) { bench.deployments(of: "ml/fraud").count == 1 }
    bench.run(atMost: 3)
    #expect(floors(bench) == [second: 2])
    #expect(bench.deployments(of: "ml/fraud")[second] ?? 0 >= 6)
    bench.stop()
  }
}
