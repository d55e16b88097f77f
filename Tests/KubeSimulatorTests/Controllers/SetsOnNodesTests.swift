import KubeCore
import Testing

@testable import KubeSimulator

/// Stateful sets and daemon sets whose pods run on simulated nodes.
@Suite struct SetsOnNodesTests {
  private static let sets = "/apis/apps/v1/namespaces/default/statefulsets"
  private static let daemons = "/apis/apps/v1/namespaces/default/daemonsets"

  private func makeCluster(nodes: Int) -> TestCluster {
    var cluster = TestCluster()
    for number in 0..<nodes { cluster.cluster.addNode("node-\(number)", at: cluster.now) }
    return cluster
  }

  private func spec(_ more: JSONObject) -> JSONValue {
    var spec: JSONObject = [
      "selector": ["matchLabels": ["app": "db"]],
      "template": [
        "metadata": ["labels": ["app": "db"]],
        "spec": ["containers": [["name": "server", "image": "registry.example/db:1"]]],
      ],
    ]
    for (name, value) in more { spec[name] = value }
    return ["metadata": ["name": "db"], "spec": .object(spec)]
  }

  private func rest(_ cluster: inout TestCluster, seconds: Int64 = 120) {
    cluster.now = cluster.now + .seconds(seconds)
    cluster.cluster.settle(at: cluster.now)
  }

  @Test func podsComeInOrderAndAreReplacedFromTheLast() {
    var cluster = makeCluster(nodes: 1)
    cluster.post(Self.sets, spec(["replicas": 3, "serviceName": "db"]))
    #expect(cluster.items(Sample.pods).map(\.name) == ["db-0"])
    rest(&cluster)
    #expect(cluster.items(Sample.pods).map(\.name) == ["db-0", "db-1", "db-2"])
    #expect(cluster.get(Self.sets + "/db").statusCount("availableReplicas") == 3)
    let container: JSONValue = ["name": "server", "image": "registry.example/db:2"]
    cluster.merge(Self.sets + "/db", ["spec": ["template": ["spec": ["containers": [container]]]]])
    let images = cluster.items(Sample.pods).map { $0["spec"]?["containers"]?[0]?["image"]?.string?.last }
    #expect(images == ["1", "1", "2"])
    rest(&cluster, seconds: 600)
    let set = cluster.get(Self.sets + "/db")
    #expect(set.statusCount("updatedReplicas") == 3 && set.statusCount("readyReplicas") == 3)
    #expect(set["status"]?["currentRevision"] == set["status"]?["updateRevision"])
  }

  @Test func everyNodeGetsOneDaemon() {
    var cluster = makeCluster(nodes: 3)
    cluster.post(Self.daemons, spec([:]))
    rest(&cluster)
    let nodes = cluster.items(Sample.pods).compactMap { $0["spec"]?["nodeName"]?.string }
    #expect(nodes.sorted() == ["node-0", "node-1", "node-2"])
    #expect(cluster.get(Self.daemons + "/db").statusCount("numberAvailable") == 3)
    cluster.merge("/api/v1/nodes/node-1", ["spec": ["taints": [["key": "gone", "effect": "NoExecute"]]]])
    rest(&cluster)
    #expect(cluster.items(Sample.pods).count == 2)
    #expect(cluster.get(Self.daemons + "/db").statusCount("desiredNumberScheduled") == 2)
  }
}
