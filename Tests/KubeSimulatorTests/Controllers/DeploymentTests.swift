import KubeClient
import KubeCore
import Testing

@testable import KubeSimulator

@Suite struct DeploymentTests {
  /// Makes pods ready one by one, the way a kubelet would, and looks at the cluster after each.
  private func run(_ cluster: inout TestCluster, _ look: (inout TestCluster) -> Void = { _ in }) {
    for _ in 0..<60 {
      cluster.now = cluster.now + .seconds(1)
      let waiting = cluster.items(Sample.pods).first { $0["status"]?["phase"] == "Pending" }
      guard let name = waiting?.name else { return }
      cluster.merge("\(Sample.pods)/\(name)/status", Sample.readyStatus())
      look(&cluster)
    }
  }

  @Test func makesReplicaSetsAndPods() {
    var cluster = TestCluster()
    cluster.post(Sample.deployments, Sample.deployment())
    let sets = cluster.items(Sample.replicaSets)
    #expect(sets.count == 1)
    let hash = sets.first?.labels["pod-template-hash"] ?? ""
    #expect(sets.first?.name == "web-\(hash)")
    let pods = cluster.items(Sample.pods)
    #expect(pods.count == 3)
    #expect(pods.allSatisfy { $0.labels["pod-template-hash"] == hash && $0.controllerUID == sets.first?.uid })
  }

  @Test(arguments: [("25%", "25%"), ("1", "0"), ("0", "1"), ("100%", "0"), ("0", "50%")])
  func rollsWithinItsLimits(_ surge: String, _ unavailable: String) {
    func limit(_ text: String) -> JSONValue { Int64(text).map { .integer($0) } ?? .string(text) }
    var cluster = TestCluster()
    var deployment = Sample.deployment(replicas: 4)
    deployment[["spec", "strategy", "rollingUpdate"]] = [
      "maxSurge": limit(surge), "maxUnavailable": limit(unavailable),
    ]
    cluster.post(Sample.deployments, deployment)
    run(&cluster)
    let limits = RolloutLimits(deployment: cluster.get(Sample.deployments + "/web"))
    cluster.merge(
      Sample.deployments + "/web",
      ["spec": ["template": ["spec": ["containers": [["name": "server", "image": "registry.example/model:2"]]]]]])
    run(&cluster) { cluster in
      let pods = cluster.items(Sample.pods)
      #expect(pods.count <= 4 + limits.surge)
      #expect(pods.count(where: PodFacts.isReady) >= 4 - limits.unavailable)
    }
    let pods = cluster.items(Sample.pods)
    #expect(pods.count == 4)
    #expect(pods.allSatisfy { $0["spec"]?["containers"]?[0]?["image"] == "registry.example/model:2" })
    let status = cluster.get(Sample.deployments + "/web")
    #expect(status.condition("Progressing")?["reason"] == "NewReplicaSetAvailable")
    #expect(status.annotations["deployment.kubernetes.io/revision"] == "2")
  }

  @Test func goesBackToAnOldTemplateWithTheSameReplicaSet() {
    var cluster = TestCluster()
    cluster.post(Sample.deployments, Sample.deployment(replicas: 1))
    run(&cluster)
    for image in ["registry.example/model:2", "registry.example/model:1"] {
      cluster.send(
        .patch, Sample.deployments + "/web",
        ["spec": ["template": ["spec": ["containers": [["name": "server", "image": .string(image)]]]]]],
        type: "application/strategic-merge-patch+json")
      run(&cluster)
    }
    let sets = cluster.items(Sample.replicaSets)
    #expect(sets.count == 2)
    #expect(cluster.get(Sample.deployments + "/web").annotations["deployment.kubernetes.io/revision"] == "3")
    #expect(sets.first { $0["spec"]?["replicas"] == 1 }?.annotations["deployment.kubernetes.io/revision"] == "3")
  }

  @Test func recreateWaitsForTheOldPods() {
    var cluster = TestCluster()
    cluster.post("/api/v1/nodes", ["metadata": ["name": "n1"]])
    var deployment = Sample.deployment(replicas: 2)
    deployment[["spec", "strategy"]] = ["type": "Recreate"]
    cluster.post(Sample.deployments, deployment)
    run(&cluster)
    cluster.merge(
      Sample.deployments + "/web",
      ["spec": ["template": ["spec": ["containers": [["name": "server", "image": "registry.example/model:2"]]]]]])
    #expect(cluster.items(Sample.pods).count == 2, "the old pods are terminating, no new ones yet")
    for pod in cluster.items(Sample.pods) { cluster.send(.delete, "\(Sample.pods)/\(pod.name)?gracePeriodSeconds=0") }
    let images = cluster.items(Sample.pods).map { $0["spec"]?["containers"]?[0]?["image"]?.string }
    #expect(images == ["registry.example/model:2", "registry.example/model:2"])
  }

  @Test func reportsMissedProgress() {
    var cluster = TestCluster()
    var deployment = Sample.deployment(replicas: 1)
    deployment[["spec", "progressDeadlineSeconds"]] = 30
    cluster.post(Sample.deployments, deployment)
    cluster.now = cluster.now + .seconds(31)
    let condition = cluster.get(Sample.deployments + "/web").condition("Progressing")
    #expect(condition?["status"] == "False")
    #expect(condition?["reason"] == "ProgressDeadlineExceeded")
  }

  @Test func waitsForReadinessToLast() {
    var cluster = TestCluster()
    var deployment = Sample.deployment(replicas: 1)
    deployment[["spec", "minReadySeconds"]] = 20
    cluster.post(Sample.deployments, deployment)
    let name = cluster.items(Sample.pods).first?.name ?? ""
    var ready = Sample.readyStatus()
    ready[["status", "conditions"]] = [
      ["type": "Ready", "status": "True", "lastTransitionTime": .string(cluster.now.text)]
    ]
    cluster.merge("\(Sample.pods)/\(name)/status", ready)
    #expect(cluster.get(Sample.deployments + "/web")["status"]?["availableReplicas"] == nil)
    cluster.now = cluster.now + .seconds(21)
    #expect(cluster.get(Sample.deployments + "/web")["status"]?["availableReplicas"] == 1)
  }

  @Test func keepsTheHistoryItIsAskedFor() {
    var cluster = TestCluster()
    var deployment = Sample.deployment(replicas: 1)
    deployment[["spec", "revisionHistoryLimit"]] = 1
    cluster.post(Sample.deployments, deployment)
    run(&cluster)
    for version in 2...4 {
      cluster.merge(
        Sample.deployments + "/web",
        ["spec": ["template": ["metadata": ["annotations": ["v": .string(String(version))]]]]])
      run(&cluster)
    }
    #expect(cluster.items(Sample.replicaSets).count == 2)
  }

  @Test func shrinkingTakesPodsThatAreNotReadyFirst() {
    var cluster = TestCluster()
    cluster.post(Sample.deployments, Sample.deployment(replicas: 3))
    let names = cluster.items(Sample.pods).map(\.name)
    for name in names.prefix(2) { cluster.merge("\(Sample.pods)/\(name)/status", Sample.readyStatus()) }
    cluster.merge("\(Sample.deployments)/web/scale", ["spec": ["replicas": 2]])
    #expect(cluster.items(Sample.pods).map(\.name) == Array(names.prefix(2)))
  }
}
