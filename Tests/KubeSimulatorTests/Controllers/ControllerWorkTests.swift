import KubeCore
import Testing

@testable import KubeSimulator

/// Controllers that are interrupted by other hands.
@Suite struct ControllerWorkTests {
  private static let item = WorkItem(
    controller: .deployments, key: ObjectKey(namespace: "default", name: "web"))

  /// A deployment that its controller has begun to look at.
  private static func begun() -> TestCluster {
    var cluster = TestCluster(runsControllers: false)
    cluster.cluster.settle(at: cluster.now)
    cluster.post(Sample.deployments, Sample.deployment())
    #expect(cluster.cluster.readyItems(at: cluster.now).contains(item))
    cluster.cluster.begin(item)
    return cluster
  }

  @Test func decidesByWhatItSaw() {
    var cluster = Self.begun()
    cluster.merge(Sample.deployments + "/web", ["spec": ["replicas": 5]])
    cluster.cluster.resume(Self.item, at: cluster.now)
    #expect(cluster.items(Sample.replicaSets).map { $0["spec"]?["replicas"] } == [3])
    cluster.cluster.settle(at: cluster.now)
    #expect(cluster.items(Sample.replicaSets).map { $0["spec"]?["replicas"] } == [5])
  }

  @Test func isRefusedWhenSomebodyWritesBetweenItsWrites() {
    var cluster = Self.begun()
    cluster.cluster.resume(Self.item, writes: 1, at: cluster.now)
    #expect(cluster.cluster.works.map(\.results.count) == [2], "the set and its event")
    cluster.merge(Sample.deployments + "/web", ["metadata": ["labels": ["a": "b"]]])
    cluster.cluster.resume(Self.item, at: cluster.now)
    #expect(cluster.cluster.works.isEmpty)
    #expect(cluster.get(Sample.deployments + "/web").annotations.isEmpty)
    #expect(cluster.items(Sample.replicaSets).count == 1, "what was written before stays, once")
    #expect(cluster.items("/api/v1/namespaces/default/events").count == 1)
    cluster.cluster.settle(at: cluster.now)
    #expect(cluster.get(Sample.deployments + "/web").annotations["deployment.kubernetes.io/revision"] == "1")
  }

  @Test func goesOnWhereItWasInterrupted() {
    var cluster = Self.begun()
    for _ in 0..<8 { cluster.cluster.resume(Self.item, writes: 1, at: cluster.now) }
    #expect(cluster.cluster.works.isEmpty)
    cluster.cluster.settle(at: cluster.now)
    var whole = TestCluster(runsControllers: false)
    whole.post(Sample.deployments, Sample.deployment())
    whole.cluster.settle(at: whole.now)
    #expect(cluster.get(Sample.deployments + "/web")["status"] == whole.get(Sample.deployments + "/web")["status"])
  }

  /// It does not take over the version that its own first write has given.
  @Test func refusesTheSecondWriteOfALook() {
    var cluster = Self.begun()
    cluster.cluster.resume(Self.item, at: cluster.now)
    let status = cluster.get(Sample.deployments + "/web")["status"]
    #expect(status?["observedGeneration"] == nil)
    #expect(status?["conditions"]?.elements.map { $0["reason"] } == ["NewReplicaSetCreated"])
  }

  @Test func isNotSettledWhileSomethingIsBegun() {
    var cluster = Self.begun()
    #expect(!cluster.cluster.isSettled(at: cluster.now))
    cluster.cluster.settle(at: cluster.now)
    #expect(cluster.cluster.isSettled(at: cluster.now))
  }
}
