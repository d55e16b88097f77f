import KubeClient
import KubeConnection
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

  init(seed: UInt64, time: TimeSource, logger: Logger) throws(LocalClusterError) {
    certificates = try ClusterCertificates(now: time.wall())
    let transport = SimulatorTransport(
      cluster: SimulatedCluster(seed: seed, start: time.wall()), now: { time.wall() },
      sleepUntil: { try await time.sleep(for: $0 - time.wall()) })
    clock = ClusterClock(transport: transport, time: time)
    front = try APIServerFront(transport: transport, certificates: certificates, logger: logger)
  }

  /// Waits until the server listens, and writes a kubeconfig for it.
  ///
  /// - Returns: the kubeconfig's path.
  func writeKubeconfig(toFolder folder: String) async throws(LocalClusterError) -> String {
    let identity = try certificates.makeClientIdentity(
      commonName: "demo-admin", organisation: "system:masters")
    return try KubeconfigWriter(
      server: try await front.url(), authorityPEM: certificates.authorityPEM, identity: identity
    ).write(toFolder: folder)
  }
}
