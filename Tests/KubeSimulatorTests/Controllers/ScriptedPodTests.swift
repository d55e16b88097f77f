import KubeClient
import KubeCore
import Testing

@testable import KubeSimulator

/// Pods on simulated nodes, which follow scripts.
@Suite struct ScriptedPodTests {
  private func cluster(_ scripts: PodScripts = PodScripts()) -> TestCluster {
    var cluster = TestCluster()
    cluster.cluster.podScripts = scripts
    cluster.cluster.addNode("a", at: cluster.now)
    return cluster
  }

  private func advance(_ cluster: inout TestCluster, _ seconds: Int64) {
    cluster.now = cluster.now + .seconds(seconds)
    cluster.cluster.settle(at: cluster.now)
  }

  private func container(_ pod: JSONValue?) -> JSONValue? { pod?["status"]?["containerStatuses"]?[0] }

  @Test func aPodRunsAfterItsStart() {
    var cluster = cluster()
    cluster.post(Sample.deployments, Sample.deployment(replicas: 2))
    #expect(cluster.items(Sample.pods).allSatisfy { $0["status"]?["phase"] == "Pending" })
    advance(&cluster, 1)
    let pods = cluster.items(Sample.pods)
    #expect(pods.allSatisfy(PodFacts.isReady))
    #expect(Set(pods.compactMap { $0["status"]?["podIP"]?.string }).count == 2)
    #expect(cluster.get(Sample.deployments + "/web")["status"]?["availableReplicas"] == 2)
  }

  @Test func theNextHappeningIsKnown() {
    var cluster = cluster()
    cluster.post(Sample.deployments, Sample.deployment(replicas: 1))
    #expect(cluster.cluster.nextWake == cluster.now + .seconds(1))
  }

  /// What was due in between is done at its own time, however far the clock jumps.
  @Test func crashesBackOffAtTheirOwnTimes() {
    let script = PodScript(.crashing(after: .seconds(1)))
    var cluster = cluster(PodScripts([PodScripts.Rule(labels: ["app": "web"], script: script)]))
    cluster.post(Sample.deployments, Sample.deployment(replicas: 1))
    // Starts at 1, ends at 2, starts at 3, ends at 4, waits 10, starts at 15, ends at 16.
    advance(&cluster, 8)
    var pod = cluster.items(Sample.pods).first
    #expect(container(pod)?["state"]?["waiting"]?["reason"] == "CrashLoopBackOff")
    #expect(container(pod)?["restartCount"] == 2)
    advance(&cluster, 9)
    pod = cluster.items(Sample.pods).first
    #expect(container(pod)?["restartCount"] == 3)
    let finished = container(pod)?["lastState"]?["terminated"]?["finishedAt"]?.string.flatMap { Timestamp($0) }
    #expect(finished == cluster.now + .seconds(-1))
  }

  @Test func anImageThatIsMissingIsReported() {
    var cluster = cluster(
      PodScripts([PodScripts.Rule(image: "registry.example/*:broken", script: PodScript(.imageMissing))]))
    cluster.post(Sample.deployments, Sample.deployment(replicas: 1, image: "registry.example/model:broken"))
    #expect(container(cluster.items(Sample.pods).first)?["state"]?["waiting"]?["reason"] == "ErrImagePull")
    advance(&cluster, 3)
    #expect(container(cluster.items(Sample.pods).first)?["state"]?["waiting"]?["reason"] == "ImagePullBackOff")
  }

  @Test func aKilledContainerSaysWhy() {
    var cluster = cluster(PodScripts(standard: PodScript(.outOfMemory(after: .seconds(5)))))
    cluster.post(Sample.deployments, Sample.deployment(replicas: 1))
    advance(&cluster, 6)
    let end = container(cluster.items(Sample.pods).first)?["state"]?["terminated"]
    #expect(end?["reason"] == "OOMKilled")
    #expect(end?["exitCode"] == 137)
  }

  @Test func aDeletedPodTakesItsTime() {
    var script = ContainerScript()
    script.stopTime = .seconds(4)
    var cluster = cluster(PodScripts(standard: PodScript(script)))
    cluster.post(Sample.deployments, Sample.deployment(replicas: 1))
    advance(&cluster, 1)
    cluster.send(.delete, Sample.deployments + "/web")
    #expect(cluster.items(Sample.pods).first?.isDeleting == true)
    advance(&cluster, 3)
    #expect(cluster.items(Sample.pods).count == 1)
    advance(&cluster, 1)
    #expect(cluster.items(Sample.pods).isEmpty)
  }

  @Test func aJobRunsToItsEnd() {
    var cluster = cluster(PodScripts(standard: PodScript(.completing(after: .seconds(3)))))
    cluster.post(
      "/apis/batch/v1/namespaces/default/jobs",
      [
        "metadata": ["name": "once"],
        "spec": [
          "completions": 2,
          "template": [
            "spec": ["restartPolicy": "Never", "containers": [["name": "work", "image": "registry.example/work:1"]]]
          ],
        ],
      ])
    for _ in 0..<10 { advance(&cluster, 1) }
    let job = cluster.get("/apis/batch/v1/namespaces/default/jobs/once")
    #expect(job["status"]?["succeeded"] == 2)
    #expect(job.condition("Complete")?["status"] == "True")
  }

  @Test func aLostNodeLosesItsPods() {
    var cluster = cluster()
    cluster.post(Sample.deployments, Sample.deployment(replicas: 1))
    advance(&cluster, 1)
    cluster.cluster.addNode("b", at: cluster.now)
    cluster.cluster.loseNode("a", at: cluster.now)
    advance(&cluster, 49)
    #expect(PodFacts.isReady(cluster.items(Sample.pods).first ?? .null))
    advance(&cluster, 1)
    #expect(cluster.get("/api/v1/nodes/a").condition("Ready")?["status"] == "Unknown")
    #expect(!PodFacts.isReady(cluster.items(Sample.pods).first ?? .null))
    advance(&cluster, 301)
    let pods = cluster.items(Sample.pods)
    #expect(pods.contains { $0["spec"]?["nodeName"] == "a" && $0.isDeleting })
    #expect(pods.contains { $0["spec"]?["nodeName"] == "b" && PodFacts.isReady($0) })
  }

  @Test func aPodThatFitsNowhereSaysSo() {
    var cluster = cluster()
    var deployment = Sample.deployment(replicas: 1)
    deployment[["spec", "template", "spec", "nodeSelector"]] = ["zone": "elsewhere"]
    cluster.post(Sample.deployments, deployment)
    let condition = cluster.items(Sample.pods).first?.condition("PodScheduled")
    #expect(condition?["reason"] == "Unschedulable")
    #expect(
      condition?["message"] == "0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector.")
  }

  @Test(arguments: [
    ("a*c", "abc", true), ("a*c", "ac", true), ("a*c", "ab", false), ("abc", "abc", true), ("*b*", "abc", true),
  ])
  func patternsStandForAnything(pattern: String, text: String, fits: Bool) {
    #expect(PodScripts.fits(text, pattern) == fits)
  }
}
