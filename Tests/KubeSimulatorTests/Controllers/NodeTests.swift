import KubeClient
import KubeCore
import Testing

@testable import KubeSimulator

/// Pods on nodes: scheduling, endpoints, and deletions that wait for a kubelet.
@Suite struct NodeTests {
  @Test func podsGoToTheFirstNodeThatTakesThem() {
    var cluster = TestCluster()
    cluster.post(Sample.deployments, Sample.deployment(replicas: 1))
    #expect(cluster.items(Sample.pods).first?["spec"]?["nodeName"] == nil)
    cluster.post("/api/v1/nodes", ["metadata": ["name": "a"], "spec": ["unschedulable": true]])
    #expect(cluster.items(Sample.pods).first?["spec"]?["nodeName"] == nil)
    cluster.post("/api/v1/nodes", ["metadata": ["name": "b"]])
    #expect(cluster.items(Sample.pods).first?["spec"]?["nodeName"] == "b")
    #expect(cluster.items(Sample.pods + "?fieldSelector=spec.nodeName%3Db").count == 1)
  }

  @Test func bindingPutsAPodOnANodeOnce() {
    var cluster = TestCluster()
    cluster.post(Sample.deployments, Sample.deployment(replicas: 1))
    let name = cluster.items(Sample.pods).first?.name ?? ""
    let binding: JSONValue = ["metadata": ["name": .string(name)], "target": ["kind": "Node", "name": "n"]]
    #expect(cluster.send(.post, "\(Sample.pods)/\(name)/binding", binding).status == 201)
    #expect(cluster.get("\(Sample.pods)/\(name)").condition("PodScheduled")?["status"] == "True")
    #expect(cluster.send(.post, "\(Sample.pods)/\(name)/binding", binding).status == 409)
  }

  @Test func aBoundPodWaitsForItsKubelet() {
    var cluster = TestCluster()
    cluster.post("/api/v1/nodes", ["metadata": ["name": "n"]])
    cluster.post(
      Sample.pods, ["metadata": ["name": "p"], "spec": ["containers": [["name": "c", "image": "i:1"]]]])
    let marked = cluster.send(.delete, Sample.pods + "/p").body
    #expect(marked["metadata"]?["deletionGracePeriodSeconds"] == 30)
    #expect(marked["metadata"]?["deletionTimestamp"]?.string == (cluster.now + .seconds(30)).text)
    let shorter = cluster.send(.delete, Sample.pods + "/p?gracePeriodSeconds=5").body
    #expect(shorter["metadata"]?["deletionGracePeriodSeconds"] == 5)
    #expect(cluster.send(.delete, Sample.pods + "/p?gracePeriodSeconds=0").status == 200)
    #expect(cluster.send(.get, Sample.pods + "/p").status == 404)
  }

  @Test func endpointsFollowThePods() {
    var cluster = TestCluster()
    cluster.post("/api/v1/nodes", ["metadata": ["name": "n"]])
    cluster.post(
      "/api/v1/namespaces/default/services",
      [
        "metadata": ["name": "web"],
        "spec": ["selector": ["app": "web"], "ports": [["port": 80, "targetPort": "http"]]],
      ])
    let path =
      "/apis/discovery.k8s.io/v1/namespaces/default/endpointslices?labelSelector=kubernetes.io/service-name%3Dweb"
    #expect(cluster.items(path).first?["endpoints"]?.elements.isEmpty == true)
    cluster.post(Sample.deployments, Sample.deployment(replicas: 2))
    for (position, pod) in cluster.items(Sample.pods).enumerated() {
      cluster.merge(
        "\(Sample.pods)/\(pod.name)/status",
        Sample.readyStatus(address: "127.0.0.\(position + 2)", isReady: position == 0))
    }
    let slices = cluster.items(path)
    #expect(slices.count == 1)
    #expect(slices.first?["ports"] == [["name": "", "protocol": "TCP", "port": 8080]])
    func conditions(_ slice: JSONValue?) -> [[Bool?]] {
      (slice?["endpoints"]?.elements ?? []).map { endpoint in
        ["ready", "serving", "terminating"].map { endpoint["conditions"]?[$0]?.bool }
      }
    }
    #expect(conditions(slices.first) == [[true, true, false], [false, false, false]])
    let first = cluster.items(Sample.pods).first?.name ?? ""
    cluster.send(.delete, "\(Sample.pods)/\(first)")
    #expect(conditions(cluster.items(path).first).contains([false, true, true]))
  }
}
