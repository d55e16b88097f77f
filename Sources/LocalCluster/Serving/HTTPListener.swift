import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle

/// One HTTP server on one loopback address, at a port that the system picks.
struct HTTPListener: Sendable {
  typealias Handler = @Sendable (Request, ConnectionContext) async throws -> Response

  /// How long requests may go on after a graceful shutdown has begun.
  private static var drainLimit: Duration { .seconds(2) }

  let host: String
  let builder: HTTPServerBuilder
  let logger: Logger
  let handler: Handler

  /// The server reports its own cancellation as an error; what really fails is thrown.
  private var quiet: Logger {
    var quiet = logger
    quiet.logLevel = .critical
    return quiet
  }

  /// Serves until the calling task is cancelled, which drops what is in flight, or shut down gracefully, which lets
  /// requests finish for up to two seconds.
  ///
  /// - Parameter onListening: gets the port.
  /// - Throws: `.listenerFailed` when the address cannot be bound.
  func run(onListening: @escaping @Sendable (Int) async -> Void) async throws(LocalClusterError) {
    let application = Application(
      responder: CallbackResponder<ConnectionContext>(callback: handler),
      server: builder,
      configuration: ApplicationConfiguration(address: .hostname(host, port: 0), reuseAddress: true),
      onServerRunning: { channel in await onListening(channel.localAddress?.port ?? 0) },
      logger: quiet)
    var configuration = ServiceGroupConfiguration(services: [application], logger: quiet)
    configuration.maximumGracefulShutdownDuration = Self.drainLimit
    do {
      try await ServiceGroup(configuration: configuration).run()
    } catch {
      guard !Task.isCancelled, !Task.isShuttingDownGracefully else { return }
      throw LocalClusterError(.listenerFailed, "cannot serve on \(host)", cause: error)
    }
  }
}
