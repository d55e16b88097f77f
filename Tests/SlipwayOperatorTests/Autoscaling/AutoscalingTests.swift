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

  @Test("whose metrics are written in another way than the server writes them is not written again and again")
  func quantities() {
    let bench = Bench()
    bench.start()
    var model = Manifest.model("1")
    model[["spec", "autoscaling"]] = [
      "maxReplicas": 8, "podMetric": ["name": "requests", "averageValue": "1500m"],
      "metrics": [
        ["type": "External", "external": ["metric": ["name": "queue"], "target": ["type": "Value", "value": "0.5"]]],
        ["type": "External", "external": ["metric": ["name": "lag"], "target": ["type": "AverageValue", "averageValue": "3000m"]]],
      ],
    ]
    bench.apply(model)
    #expect(bench.run(atMost: 20) { bench.isSettled(rollouts: 1) })
    let metrics = bench.call(.get, Self.path)["items"]?[0]?["spec"]?["metrics"]?.elements ?? []
    #expect(metrics.count == 3)
    // The server writes amounts in their plain form.
    bench.run(atMost: 3)
    let writes = bench.writes
    bench.run(atMost: 30)
    #expect(bench.writes == writes && bench.vainWrites.isEmpty, "\(bench.vainWrites)")
    bench.stop()
  }

  @Test("that only hints scales nothing, and says how many replicas the load would need")
  func hint() {
    let bench = Bench()
    bench.start()
    func model(_ version: String) -> JSONValue {
      var model = Manifest.model(version, steps: [["weight": "25%", "for": "25s"], ["weight": "50%"]])
      model[["spec", "autoscaling"]] = ["mode": "Hint", "minReplicas": 1, "maxReplicas": 20, "requestsPerReplica": 50]
      return model
    }
    bench.apply(model("1"))
    #expect(bench.run(atMost: 20) { bench.isSettled(rollouts: 1) })
    #expect(bench.status().autoscaling == nil)
    bench.apply(model("2"))
    #expect(bench.run(atMost: Play.limit) { bench.isSettled(rollouts: 2) })
    #expect(floors(bench).isEmpty && bench.deployments(of: "ml/fraud").values.first == 3)
    // 300 requests a second, 50 for each, and a fifth to spare.
    let hint = bench.status().autoscaling
    #expect(hint?.replicas == 8 && hint?.requestsPerReplica == "50.00", "\(String(describing: hint))")
    bench.stop()
  }

  private static let scaledObjects = "/apis/keda.sh/v1alpha1/namespaces/ml/scaledobjects"

  /// A definition of ScaledObject that takes any specification.
  private static let definition: JSONValue = [
    "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
    "metadata": ["name": "scaledobjects.keda.sh"],
    "spec": [
      "group": "keda.sh", "scope": "Namespaced",
      "names": ["kind": "ScaledObject", "listKind": "ScaledObjectList", "plural": "scaledobjects", "singular": "scaledobject"],
      "versions": [
        [
          "name": "v1alpha1", "served": true, "storage": true,
          "schema": [
            "openAPIV3Schema": [
              "type": "object",
              "properties": ["spec": ["type": "object", "x-kubernetes-preserve-unknown-fields": true]],
            ]
          ],
        ]
      ],
    ],
  ]

  private func kedaModel(_ version: String) -> JSONValue {
    var model = Manifest.model(version)
    model[["spec", "autoscaling"]] = [
      "mode": "KEDA", "minReplicas": 2, "maxReplicas": 8,
      "triggers": [
        ["type": "prometheus", "metadata": ["query": "sum(rate(requests{revision=\"$(REVISION)\"}[1m]))", "threshold": "50"]]
      ],
    ]
    return model
  }

  private func scaledFloors(_ bench: Bench) -> [String: Int64] {
    let items = bench.call(.get, Self.scaledObjects)["items"]?.elements ?? []
    return items.reduce(into: [:]) { floors, scaler in
      floors[scaler["metadata"]?["labels"]?[SlipwayLabels.revision]?.string ?? ""] =
        scaler["spec"]?["minReplicaCount"]?.integer
    }
  }

  /// What KEDA does first: no revision has fewer replicas than its floor.
  private func raise(_ bench: Bench) {
    let replicas = bench.deployments(of: "ml/fraud")
    for (revision, floor) in scaledFloors(bench) where replicas[revision] ?? .max < floor {
      scale(bench, revision, to: floor)
    }
  }

  @Test("of KEDA is made for each revision by its own load, owns its replicas, and goes with it")
  func keda() {
    let bench = Bench()
    bench.call(.post, "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", Self.definition)
    bench.start()
    let (first, second) = (Play.revision(of: kedaModel("1")), Play.revision(of: kedaModel("2")))
    bench.apply(kedaModel("1"))
    #expect(bench.run(atMost: 20) { bench.isSettled(rollouts: 1) })
    bench.run(atMost: 3)
    #expect(scaledFloors(bench) == [first: 2] && floors(bench).isEmpty)
    let trigger = bench.call(.get, Self.scaledObjects)["items"]?[0]?["spec"]?["triggers"]?[0]
    #expect(trigger?["metadata"]?["query"]?.string == "sum(rate(requests{revision=\"\(first)\"}[1m]))")
    #expect(bench.status().conditions["AutoscalerReady"]?.status == .true)
    // What KEDA would do.
    scale(bench, first, to: 6)
    bench.run(atMost: 10)
    #expect(bench.deployments(of: "ml/fraud") == [first: 6])
    bench.apply(kedaModel("2"))
    let promoted = bench.run(atMost: Play.limit) {
      raise(bench)
      return bench.status().stable?.revision == second && bench.status().candidate == nil
    }
    #expect(promoted)
    bench.run(atMost: 60) { bench.deployments(of: "ml/fraud").count == 1 }
    bench.run(atMost: 3)
    #expect(scaledFloors(bench) == [second: 2])
    var unscaled = kedaModel("2")
    unscaled[["spec", "autoscaling"]] = nil
    bench.apply(unscaled)
    bench.run(atMost: 10)
    #expect(scaledFloors(bench).isEmpty && bench.status().conditions["AutoscalerReady"] == nil)
    #expect(bench.deployments(of: "ml/fraud") == [second: 3])
    bench.stop()
  }

  @Test("of KEDA where there is none is a condition, and the replicas of the spec count")
  func kedaMissing() {
    let bench = Bench()
    bench.start()
    bench.apply(kedaModel("1"))
    #expect(bench.run(atMost: 60) { bench.isSettled(rollouts: 1) })
    #expect(bench.status().conditions["AutoscalerReady"]?.reason == "AutoscalerKindMissing")
    #expect(bench.deployments(of: "ml/fraud").values.first == 3)
    bench.stop()
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
