import KubeConnection
import KubeCore
import KubeRuntime
import KubeSimulator
import LocalCluster
import Logging

/// The simulated API server behind HTTPS, with roles that restrain its users.
struct DemoCluster: Sendable {
  let front: APIServerFront
  let clock: ClusterClock
  private let certificates: ClusterCertificates

  /// - Parameters:
  ///   - nodes: how many nodes are simulated, with pods that only seem to run.
  ///   - tokens: further users, besides those with certificates and service accounts.
  init(
    seed: UInt64, nodes: Int = 0, tokens: [StaticToken] = [], time: TimeSource, logger: Logger
  ) throws(LocalClusterError) {
    certificates = try ClusterCertificates(now: time.wall())
    var cluster = SimulatedCluster(seed: seed, start: time.wall())
    cluster.enforcesAccess = true
    for token in tokens { cluster.access.staticTokens[token.token] = token.identity }
    cluster.keepsEndpoints = true
    cluster.rootCertificate = certificates.authorityPEM
    cluster.yamlReader = { bytes in
      Result { () throws(ServerYAML.Problem) in try ServerYAML.value(bytes) }.mapError { YAMLProblem(text: $0.text) }
    }
    cluster.timeZones = SystemTimeZones.offset
    for number in 0..<max(0, nodes) { cluster.addNode("node-\(number + 1)", at: time.wall()) }
    let transport = SimulatorTransport(
      cluster: cluster, now: { time.wall() }, sleepUntil: { try await time.sleep(for: $0 - time.wall()) })
    clock = ClusterClock(transport: transport, time: time)
    front = try APIServerFront(transport: transport, certificates: certificates, logger: logger)
  }

  /// Waits until the server listens, and writes a kubeconfig of its administrator.
  ///
  /// - Returns: the kubeconfig's path.
  func writeKubeconfig(toFolder folder: String, name: String = "kubeconfig") async throws(LocalClusterError) -> String {
    try await KubeconfigWriter(
      server: front.url(), authorityPEM: certificates.authorityPEM, identity: identity(of: .admin)
    ).write(toFolder: folder, name: name)
  }

  /// Waits until the server listens, and gives a user's way to it.
  func access(of user: ClusterUser) async throws(LocalClusterError) -> ClusterAccess {
    let identity = try identity(of: user)
    var access = ClusterAccess(server: try await front.url())
    access.trust = .authority(.bytes(Array(certificates.authorityPEM.utf8)))
    access.certificate = ClientCertificate(
      chain: .bytes(Array(identity.certificatePEM.utf8)), key: .bytes(Array(identity.privateKeyPEM.utf8)))
    return access
  }

  private func identity(of user: ClusterUser) throws(LocalClusterError) -> ClusterIdentity {
    try certificates.makeClientIdentity(commonName: user.name, organisation: user.group)
  }
}
