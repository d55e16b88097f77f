import Logging
import ServiceLifecycle

/// Loads the model, and holds the shutdown back until clients have had the time to leave.
///
/// Stands behind the HTTP server in their group. A group shuts down from the last service to the first, so the server
/// goes on accepting until this one has returned.
struct ModelLifecycle: Service {
  let service: ModelService
  let logger: Logger

  func run() async throws {
    try service.load()
    let configuration = service.configuration
    logger.info(
      "model is ready", metadata: ["model": "\(configuration.modelName)", "revision": "\(configuration.revision)"])
    try await gracefulShutdown()
    logger.info("draining", metadata: ["for": "\(configuration.drainPeriod)"])
    try await service.drain()
  }
}
