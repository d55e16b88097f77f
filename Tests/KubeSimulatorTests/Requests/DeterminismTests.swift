import KubeClient
import KubeCore
import KubeSimulator
import Testing

@Suite struct DeterminismTests {
  private func transcript(seed: UInt64) -> [UInt8] {
    var cluster = TestCluster(seed: seed)
    cluster.post("/api/v1/nodes", ["metadata": ["name": "n"]])
    cluster.post(Sample.deployments, Sample.deployment(replicas: 5))
    cluster.post(Sample.configMaps, ["metadata": ["generateName": "g-"]])
    cluster.send(.delete, Sample.deployments + "/web?propagationPolicy=Foreground")
    var bytes: [UInt8] = []
    for path in [
      "/api/v1/pods", "/apis/apps/v1/replicasets", "/api/v1/configmaps", "/apis", "/openapi/v3/apis/apps/v1",
    ] {
      if case .bytes(let body) = cluster.cluster.handle(cluster.makeRequest(.get, path), at: cluster.now).body {
        bytes += body
      }
    }
    return bytes
  }

  @Test func equalSeedsGiveEqualBytes() {
    #expect(transcript(seed: 3) == transcript(seed: 3))
    #expect(transcript(seed: 3) != transcript(seed: 4))
  }
}
