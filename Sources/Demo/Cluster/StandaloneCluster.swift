import KubeRuntime
import LocalCluster
public import Logging
import ServiceLifecycle
import UnixSignals

/// A simulated cluster behind HTTPS and nothing else, for `kubectl` and other clients.
public struct StandaloneCluster: Sendable {
  /// Where the kubeconfig is written once the server listens.
  public var kubeconfig: String
  /// How many nodes there are; their pods only seem to run. Without a node pods stay pending.
  public var nodes: Int
  /// Drives generated names and uids.
  public var seed: UInt64
  /// Users with tokens, besides service accounts; default none.
  public var tokens: [StaticToken] = []
  private let logger: Logger

  public init(kubeconfig: String, nodes: Int, seed: UInt64, logger: Logger) {
    self.kubeconfig = kubeconfig
    self.nodes = nodes
    self.seed = seed
    self.logger = logger
  }

  /// Serves until it is interrupted.
  ///
  /// - Throws: `LocalClusterError` when the server cannot listen or the kubeconfig cannot be written.
  public func run() async throws {
    let cluster = try DemoCluster(seed: seed, nodes: nodes, tokens: tokens, time: .live, logger: logger)
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: [
          .init(service: cluster.front), .init(service: cluster.clock),
          .init(service: KubeconfigService(cluster: cluster, path: kubeconfig)),
        ], gracefulShutdownSignals: [.sigint, .sigterm], logger: logger))
    try await group.run()
  }
}

/// Writes the kubeconfig as soon as the server listens.
private struct KubeconfigService: Service {
  let cluster: DemoCluster
  let path: String

  func run() async throws {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let folder = parts.count > 1 ? parts.dropLast().joined(separator: "/") : "."
    _ = try await cluster.writeKubeconfig(toFolder: folder, name: String(parts.last ?? "kubeconfig"))
    try? await gracefulShutdown()
  }
}
