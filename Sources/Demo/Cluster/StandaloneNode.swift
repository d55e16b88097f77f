import KubeClient
import KubeConnection
import KubeRuntime
import LocalCluster
public import Logging
import ServiceLifecycle
import UnixSignals

/// A node that runs pods as processes of this machine, for a cluster that has none.
public struct StandaloneNode: Sendable {
  /// Its name; default `slipway-local`. Two nodes of one cluster need two names.
  public var name = "slipway-local"
  /// The kubeconfig; found as kubectl does when absent.
  public var kubeconfig: String?
  /// The kubeconfig's context; the current one when absent.
  public var context: String?
  /// By the image that it stands for, the beginning of a command line. Pods with another image are left alone.
  public var images: [String: [String]]
  private let environment: [String: String]
  private let logger: Logger

  public init(images: [String: [String]], environment: [String: String], logger: Logger) {
    self.images = images
    self.environment = environment
    self.logger = logger
  }

  /// Runs pods until it is interrupted; no process is left then.
  ///
  /// - Throws: when the server cannot be reached.
  public func run() async throws {
    let folder = try TemporaryFolder.make(prefix: "slipway-node-")
    defer { TemporaryFolder.remove(folder) }
    let access = try ClusterAccess.resolve(
      ConnectionOverrides(kubeconfig: kubeconfig, context: context), environment: environment)
    let transport = try HTTPSTransport(access)
    let client = KubeClient(transport: transport)
    _ = try await client.serverVersion()
    var configuration = KubeletConfiguration(nodeName: name, images: images, folder: folder)
    configuration.apiServer = access.server
    let kubelet = Kubelet(
      client: client, configuration: configuration, addresses: try LoopbackPool(), logger: logger)
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: [kubelet], gracefulShutdownSignals: [.sigint, .sigterm], logger: logger))
    try await group.run()
    await transport.shutdown()
  }
}
