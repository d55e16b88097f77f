import KubeCore
import KubeRuntime
import KubeSimulator
import LocalCluster
import Logging

/// The simulated API server behind HTTPS.
struct DemoCluster: Sendable {
  let front: APIServerFront
  let clock: ClusterClock
  private let certificates: ClusterCertificates

  /// - Parameter nodes: how many nodes are simulated, with pods that only seem to run.
  init(seed: UInt64, nodes: Int = 0, time: TimeSource, logger: Logger) throws(LocalClusterError) {
    certificates = try ClusterCertificates(now: time.wall())
    var cluster = SimulatedCluster(seed: seed, start: time.wall())
    cluster.rootCertificate = certificates.authorityPEM
    for number in 0..<max(0, nodes) { cluster.addNode("node-\(number + 1)", at: time.wall()) }
    let transport = SimulatorTransport(
      cluster: cluster, now: { time.wall() }, sleepUntil: { try await time.sleep(for: $0 - time.wall()) })
    clock = ClusterClock(transport: transport, time: time)
    front = try APIServerFront(transport: transport, certificates: certificates, logger: logger)
  }

  /// Waits until the server listens, and writes a kubeconfig for it.
  ///
  /// - Returns: the kubeconfig's path.
  func writeKubeconfig(toFolder folder: String, name: String = "kubeconfig") async throws(LocalClusterError) -> String {
    let identity = try certificates.makeClientIdentity(
      commonName: "demo-admin", organisation: "system:masters")
    return try KubeconfigWriter(
      server: try await front.url(), authorityPEM: certificates.authorityPEM, identity: identity
    ).write(toFolder: folder, name: name)
  }
}
