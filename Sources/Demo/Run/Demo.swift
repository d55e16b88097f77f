import CurlTransport
import FoundationEssentials
import KubeClient
import KubeConnection
import KubeRuntime
import LocalCluster
public import Logging
import ServiceLifecycle
import SlipwayOperator
import Synchronization
import UnixSignals

/// The demo: a cluster, pods that are processes, the operator, live traffic and one rollout, in one process.
public struct Demo: Sendable {
  let configuration: DemoConfiguration
  let environment: [String: String]
  let logger: Logger
  let time = TimeSource.live

  public init(_ configuration: DemoConfiguration, environment: [String: String], logger: Logger) {
    self.configuration = configuration
    self.environment = environment
    self.logger = logger
  }

  /// Plays the scenario and stops everything.
  ///
  /// - Parameter screen: the file descriptor on which the course of things is shown.
  /// - Returns: `nil` when the demo was interrupted.
  /// - Throws: when it could not be played to its end.
  public func run(screen: Int32) async throws -> DemoResult? {
    let folder = try TemporaryFolder.make(prefix: "slipway-demo-")
    defer { TemporaryFolder.remove(folder) }
    let data = try DataSet(configuration.modelSet, examples: configuration.examples)
    let outcome = Outcome()
    let director = Director(demo: self, folder: folder, data: data, screen: screen, outcome: outcome)
    var services: [ServiceGroupConfiguration.ServiceConfiguration] = []
    if configuration.kubeconfig == nil {
      let cluster = try DemoCluster(seed: configuration.seed, time: time, logger: logger)
      services += [.init(service: cluster.front), .init(service: cluster.clock)]
      director.cluster.withLock { $0 = cluster }
    }
    services.append(.init(service: director, successTerminationBehavior: .gracefullyShutdownGroup))
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: services, gracefulShutdownSignals: [.sigint, .sigterm], logger: logger))
    try await group.run()
    return outcome.result.withLock { $0 }
  }

  /// Where the director leaves what came of it.
  final class Outcome: Sendable {
    let result = Mutex<DemoResult?>(nil)
  }
}
