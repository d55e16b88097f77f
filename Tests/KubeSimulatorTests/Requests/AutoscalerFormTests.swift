import KubeClient
import KubeCore
import Testing

@testable import KubeSimulator

/// Autoscalers through both of their versions.
@Suite struct AutoscalerFormTests {
  private let first = "/apis/autoscaling/v1/namespaces/default/horizontalpodautoscalers"
  private let second = "/apis/autoscaling/v2/namespaces/default/horizontalpodautoscalers"
  private let target: JSONValue = ["apiVersion": "apps/v1", "kind": "Deployment", "name": "web"]

  @Test func version1IsSeenInVersion2() {
    var cluster = TestCluster()
    cluster.post(
      first,
      [
        "metadata": ["name": "web"],
        "spec": ["scaleTargetRef": target, "maxReplicas": 5, "targetCPUUtilizationPercentage": 80],
      ])
    let new = cluster.get(second + "/web")
    #expect(new["apiVersion"] == "autoscaling/v2")
    #expect(
      new["spec"] == [
        "scaleTargetRef": target, "minReplicas": 1, "maxReplicas": 5,
        "metrics": [
          [
            "type": "Resource",
            "resource": ["name": "cpu", "target": ["type": "Utilization", "averageUtilization": 80]],
          ]
        ],
      ])
    let old = cluster.get(first + "/web")
    #expect(old["apiVersion"] == "autoscaling/v1")
    #expect(old["spec"]?["targetCPUUtilizationPercentage"] == 80)
    #expect(old["spec"]?["metrics"] == nil)
    #expect(old["status"]?["conditions"] == nil)
  }

  @Test func nothingIsLostThroughVersion1() {
    var cluster = TestCluster()
    let memory: JSONValue = [
      "type": "Resource", "resource": ["name": "memory", "target": ["type": "AverageValue", "averageValue": "1Gi"]],
    ]
    let behavior: JSONValue = ["scaleDown": ["stabilizationWindowSeconds": 60]]
    cluster.post(
      second,
      [
        "metadata": ["name": "web"],
        "spec": ["scaleTargetRef": target, "maxReplicas": 5, "metrics": [memory], "behavior": behavior],
      ])
    let before = cluster.get(second + "/web")["spec"]
    var old = cluster.get(first + "/web")
    old[["spec", "maxReplicas"]] = 6
    cluster.send(.put, first + "/web", old)
    var after = cluster.get(second + "/web")["spec"]
    #expect(after?["maxReplicas"] == 6)
    after?["maxReplicas"] = 5
    #expect(after == before)
    #expect(cluster.get(second + "/web").annotations.isEmpty)
  }
}
