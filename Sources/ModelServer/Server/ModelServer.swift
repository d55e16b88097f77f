import HTTPServing
import Hummingbird
public import Logging
public import Observability
public import ServiceLifecycle

/// Serves one model file over the Open Inference Protocol (REST).
///
/// The server listens first, then loads and warms the model, and only then says that it is ready. When its service
/// group shuts down it stops being ready at once, answers for ``ModelServerConfiguration/drainPeriod`` with
/// `Connection: close`, then stops accepting and finishes the requests in flight.
public struct ModelServer: ServiceLifecycle.Service {
  private let service: ModelService
  private let logger: Logger
  private let onListening: @Sendable (Int) async -> Void

  /// - Parameters:
  ///   - registry: Where the model's metrics are declared; what else is in it is served as well.
  ///   - onListening: Called once with the port, when connections are accepted; the model may not be ready yet.
  /// - Throws: ``ObservabilityError`` when the registry holds other metrics under the same names.
  public init(
    configuration: ModelServerConfiguration, registry: MetricsRegistry = MetricsRegistry(), logger: Logger,
    onListening: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
  ) throws(ObservabilityError) {
    let service = try ModelService(configuration: configuration, registry: registry, effects: .live)
    self.init(service: service, logger: logger, onListening: onListening)
  }

  init(service: ModelService, logger: Logger, onListening: @escaping @Sendable (Int) async -> Void = { _ in }) {
    self.service = service
    self.logger = logger
    self.onListening = onListening
  }

  /// Serves until the graceful shutdown of the group is complete.
  /// - Throws: When the address cannot be bound, or ``ModelServerError`` when the model cannot be served.
  public func run() async throws {
    let services: [any ServiceLifecycle.Service] = [
      makeApplication(), ModelLifecycle(service: service, logger: logger),
    ]
    try await ServiceGroup(configuration: .init(services: services, logger: logger)).run()
  }

  func makeApplication() -> some ApplicationProtocol {
    let configuration = service.configuration
    return Application(
      router: ModelRoutes(service: service).makeRouter(),
      server: .heldHTTP1,
      configuration: ApplicationConfiguration(address: .hostname(configuration.host, port: configuration.port)),
      onServerRunning: { [logger, onListening] channel in
        let port = channel.localAddress?.port ?? 0
        logger.info("listening", metadata: ["port": "\(port)"])
        await onListening(port)
      },
      logger: logger)
  }
}
