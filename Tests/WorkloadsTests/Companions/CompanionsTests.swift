import KubeCore
import SlipwayAPI
import Testing
import Workloads

@Suite struct CompanionsTests {
  private func companions(_ change: (inout ModelDeploymentSpec) -> Void = { _ in }) -> Companions {
    var metadata = ObjectMeta(name: "fraud", namespace: "ml")
    metadata.uid = "u1"
    var spec = ModelDeploymentSpec()
    change(&spec)
    return Companions(ModelDeployment(metadata: metadata, spec: spec))
  }

  @Test("a budget is for all revisions together, unless it is not wanted")
  func budget() throws {
    let budget = try #require(try companions().budget())
    #expect(budget.key == ObjectKey(namespace: "ml", name: "fraud"))
    #expect(
      budget.content["spec"]
        == ["maxUnavailable": 1, "selector": ["matchLabels": ["slipway.dev/deployment": "fraud"]]])
    #expect(budget.content["metadata"]?["ownerReferences"]?[0]?["uid"] == "u1")
    #expect(try companions { $0.disruption.budget = .off }.budget() == nil)
  }

  @Test("a network policy lets in whom it names, and nobody when it names nobody")
  func networkPolicy() throws {
    #expect(try companions().networkPolicy() == nil)
    let closed = try companions { $0.networkPolicy = NetworkSettings() }.networkPolicy()
    #expect(closed?.content["spec"]?["ingress"] == [])
    let open = try companions { spec in
      spec.networkPolicy = NetworkSettings()
      spec.networkPolicy?.from = [["podSelector": [:]]]
    }.networkPolicy()
    #expect(
      open?.content["spec"]?["ingress"]
        == [["from": [["podSelector": [:]]], "ports": [["port": "http", "protocol": "TCP"]]]])
  }

  private func scaled(_ change: (inout AutoscalingSettings) -> Void = { _ in }) -> Companions {
    companions { spec in
      var settings = AutoscalingSettings()
      (settings.minReplicas, settings.maxReplicas) = (2, 8)
      change(&settings)
      spec.autoscaling = settings
    }
  }

  @Test("an autoscaler scales one revision, between its floor and the largest number")
  func autoscaler() throws {
    let spec = try #require(try scaled().autoscaler(of: "abc", floor: 3)?.content["spec"])
    #expect(spec["scaleTargetRef"] == ["apiVersion": "apps/v1", "kind": "Deployment", "name": "fraud-abc"])
    #expect(spec["minReplicas"] == 3)
    #expect(spec["maxReplicas"] == 8)
    #expect(spec["metrics"]?[0]?["resource"]?["target"]?["averageUtilization"] == 80)
    #expect(try scaled().autoscaler(of: "abc", floor: 12)?.content["spec"]?["maxReplicas"] == 12)
    #expect(try companions().autoscaler(of: "abc", floor: 3) == nil)
  }

  @Test("CPU is looked at when nothing else is named")
  func metrics() throws {
    let named = try scaled { settings in
      settings.podMetric = PodMetricTarget()
      settings.podMetric?.name = "requests"
    }.autoscaler(of: "abc", floor: 1)
    let metrics = named?.content["spec"]?["metrics"]?.elements ?? []
    #expect(metrics.compactMap { $0["type"]?.string } == ["Pods"])
  }
}
