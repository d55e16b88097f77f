import KubeClient
import KubeCore
import Testing

@testable import KubeSimulator

@Suite struct GarbageCollectionTests {
  private func owned(_ name: String, by owner: JSONValue, blocks: Bool = false) -> JSONValue {
    var object = Sample.configMap(name)
    object[["metadata", "ownerReferences"]] = [
      [
        "apiVersion": "v1", "kind": "ConfigMap", "name": .string(owner.name), "uid": .string(owner.uid ?? ""),
        "blockOwnerDeletion": .bool(blocks),
      ]
    ]
    return object
  }

  @Test func dependentsFollowTheirOwner() {
    var cluster = TestCluster()
    let owner = cluster.post(Sample.configMaps, Sample.configMap("owner"))
    let child = cluster.post(Sample.configMaps, owned("child", by: owner))
    cluster.post(Sample.configMaps, owned("grandchild", by: child))
    cluster.send(.delete, Sample.configMaps + "/owner")
    #expect(cluster.items(Sample.configMaps).isEmpty)
  }

  @Test func oneOfTwoOwnersIsEnough() {
    var cluster = TestCluster()
    let first = cluster.post(Sample.configMaps, Sample.configMap("first"))
    let second = cluster.post(Sample.configMaps, Sample.configMap("second"))
    var child = owned("child", by: first)
    let other = owned("child", by: second)
    child[["metadata", "ownerReferences"]] = .array(child.ownerReferences + other.ownerReferences)
    cluster.post(Sample.configMaps, child)
    cluster.send(.delete, Sample.configMaps + "/first")
    #expect(cluster.get(Sample.configMaps + "/child").ownerUIDs == [second.uid].compactMap { $0 })
  }

  @Test func foregroundWaitsForWhatBlocks() {
    var cluster = TestCluster()
    let owner = cluster.post(Sample.configMaps, Sample.configMap("owner"))
    var child = owned("child", by: owner, blocks: true)
    child[["metadata", "finalizers"]] = ["example.com/hold"]
    cluster.post(Sample.configMaps, child)
    cluster.send(.delete, Sample.configMaps + "/owner?propagationPolicy=Foreground")
    #expect(cluster.get(Sample.configMaps + "/owner").isDeleting)
    #expect(cluster.get(Sample.configMaps + "/child").isDeleting)
    cluster.merge(Sample.configMaps + "/child", ["metadata": ["finalizers": .null]])
    #expect(cluster.items(Sample.configMaps).isEmpty)
  }

  @Test func orphansStay() {
    var cluster = TestCluster()
    let owner = cluster.post(Sample.configMaps, Sample.configMap("owner"))
    cluster.post(Sample.configMaps, owned("child", by: owner))
    cluster.send(.delete, Sample.configMaps + "/owner?propagationPolicy=Orphan")
    #expect(cluster.items(Sample.configMaps).map(\.name) == ["child"])
    #expect(cluster.get(Sample.configMaps + "/child").ownerReferences.isEmpty)
  }

  @Test func namespacesTakeTheirContentsAlong() {
    var cluster = TestCluster()
    cluster.post("/api/v1/namespaces", ["metadata": ["name": "x"]])
    #expect(cluster.get("/api/v1/namespaces/x/serviceaccounts/default").name == "default")
    var held = Sample.configMap("held")
    held[["metadata", "finalizers"]] = ["example.com/hold"]
    cluster.post("/api/v1/namespaces/x/configmaps", held)
    let reply = cluster.send(.delete, "/api/v1/namespaces/x")
    #expect(reply.body["status"]?["phase"] == "Terminating")
    #expect(cluster.send(.post, "/api/v1/namespaces/x/configmaps", Sample.configMap("late")).status == 403)
    cluster.merge("/api/v1/namespaces/x/configmaps/held", ["metadata": ["finalizers": .null]])
    #expect(cluster.send(.get, "/api/v1/namespaces/x").status == 404)
  }
}
