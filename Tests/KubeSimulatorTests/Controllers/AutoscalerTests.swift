import KubeCore
import Testing

@testable import KubeSimulator

/// Autoscalers on metrics that are given.
@Suite struct AutoscalerTests {
  private static let path = "/apis/autoscaling/v2/namespaces/default/horizontalpodautoscalers"

  private func cluster(behavior: JSONValue? = nil, replicas: Int64 = 2) -> TestCluster {
    var cluster = TestCluster()
    cluster.cluster.addNode("a", at: cluster.now)
    var deployment = Sample.deployment(replicas: replicas)
    deployment[["spec", "template", "spec", "containers"]] = [
      ["name": "server", "image": "registry.example/model:1", "resources": ["requests": ["cpu": "1"]]]
    ]
    cluster.post(Sample.deployments, deployment)
    advance(&cluster, 400)
    var spec: JSONValue = [
      "scaleTargetRef": ["apiVersion": "apps/v1", "kind": "Deployment", "name": "web"], "minReplicas": 1,
      "maxReplicas": 10,
      "metrics": [
        ["type": "Resource", "resource": ["name": "cpu", "target": ["type": "Utilization", "averageUtilization": 50]]]
      ],
    ]
    spec["behavior"] = behavior
    cluster.cluster.metrics.setUsage("cpu", milli: 500, ofPodsWith: ["app": "web"])
    cluster.post(Self.path, ["metadata": ["name": "web"], "spec": spec])
    return cluster
  }

  private func advance(_ cluster: inout TestCluster, _ seconds: Int64) {
    cluster.now = cluster.now + .seconds(seconds)
    cluster.cluster.settle(at: cluster.now)
  }

  private func size(_ cluster: inout TestCluster) -> Int64? {
    cluster.get(Sample.deployments + "/web")["spec"]?["replicas"]?.integer
  }

  @Test func atItsTargetNothingChanges() {
    var cluster = cluster()
    advance(&cluster, 30)
    #expect(size(&cluster) == 2)
    let autoscaler = cluster.get(Self.path + "/web")
    #expect(autoscaler.condition("ScalingActive")?["reason"] == "ValidMetricFound")
    #expect(autoscaler["status"]?["currentMetrics"]?[0]?["resource"]?["current"]?["averageUtilization"] == 50)
  }

  /// Up to 10% above or below the target is left alone.
  @Test(arguments: [(550, 2), (560, 3), (450, 2), (1000, 4)])
  func growsBeyondItsTolerance(milli: Int64, expected: Int64) {
    var cluster = cluster()
    cluster.cluster.metrics.setUsage("cpu", milli: milli, ofPodsWith: ["app": "web"])
    advance(&cluster, 16)
    #expect(size(&cluster) == expected)
  }

  @Test func itDoublesAtMost() {
    var cluster = cluster(replicas: 3)
    cluster.cluster.metrics.setUsage("cpu", milli: 5000, ofPodsWith: ["app": "web"])
    advance(&cluster, 16)
    #expect(size(&cluster) == 6)
    #expect(cluster.get(Self.path + "/web").condition("ScalingLimited")?["reason"] == "ScaleUpLimit")
  }

  @Test func itShrinksOnlyAfterFiveMinutes() {
    var cluster = cluster()
    advance(&cluster, 16)
    cluster.cluster.metrics.setUsage("cpu", milli: 100, ofPodsWith: ["app": "web"])
    advance(&cluster, 240)
    #expect(size(&cluster) == 2)
    #expect(cluster.get(Self.path + "/web").condition("AbleToScale")?["reason"] == "ScaleDownStabilized")
    advance(&cluster, 120)
    #expect(size(&cluster) == 1)
  }

  @Test func policiesBoundTheSpeed() {
    let behavior: JSONValue = ["scaleUp": ["policies": [["type": "Pods", "value": 1, "periodSeconds": 60]]]]
    var cluster = cluster(behavior: behavior)
    cluster.cluster.metrics.setUsage("cpu", milli: 5000, ofPodsWith: ["app": "web"])
    advance(&cluster, 16)
    #expect(size(&cluster) == 3)
    advance(&cluster, 30)
    #expect(size(&cluster) == 3)
    advance(&cluster, 45)
    #expect(size(&cluster) == 4)
  }

  @Test func withoutMetricsItStaysAndSaysWhy() {
    var cluster = cluster()
    cluster.cluster.metrics.setUsage("cpu", milli: nil, ofPodsWith: ["app": "web"])
    advance(&cluster, 16)
    #expect(size(&cluster) == 2)
    #expect(cluster.get(Self.path + "/web").condition("ScalingActive")?["reason"] == "FailedGetResourceMetric")
  }
}
