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
  let gate: ServerGate
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
    // A task of its own, so that the gate is closed before it is cancelled and not after.
    let server = Task { () -> LocalClusterError? in
      do throws(LocalClusterError) {
        try await serve(onListening)
        return nil
      } catch {
        return error
      }
    }
    let failure = await withTaskCancellationHandler {
      await server.value
    } onCancel: {
      gate.close { server.cancel() }
    }
    if let failure { throw failure }
  }

  private func serve(_ onListening: @escaping @Sendable (Int) async -> Void) async throws(LocalClusterError) {
    let gauge = RequestGauge()
    let application = Application(
      responder: CallbackResponder<ConnectionContext> { try await respond(to: $0, $1, gauge) },
      server: builder,
      configuration: ApplicationConfiguration(address: .hostname(host, port: 0), reuseAddress: true),
      onServerRunning: { channel in await onListening(channel.localAddress?.port ?? 0) },
      logger: quiet)
    var configuration = ServiceGroupConfiguration(services: [application], logger: quiet)
    // It is cancelled before that, behind a closed gate.
    configuration.maximumGracefulShutdownDuration = Self.drainLimit * 2
    let group = ServiceGroup(configuration: configuration)
    do {
      try await withThrowingTaskGroup(of: Void.self) { tasks in
        tasks.addTask { try await group.run() }
        tasks.addTask {
          // The server itself would wait for idle connections, whose peers may take no notice.
          try await gracefulShutdown()
          await drain(gauge)
          await gate.close()
        }
        defer { tasks.cancelAll() }
        try await tasks.next()
      }
    } catch {
      guard !Task.isCancelled, !Task.isShuttingDownGracefully else { return }
      throw LocalClusterError(.listenerFailed, "cannot serve on \(host)", cause: error)
    }
  }

  /// Waits until all requests are answered, or for as long as they may take.
  private func drain(_ gauge: RequestGauge) async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await gauge.idle() }
      group.addTask { try? await Task.sleep(for: Self.drainLimit) }
      await group.next()
      group.cancelAll()
    }
  }

  /// Has the request answered, and counts it until the last of the answer has been written.
  private func respond(
    to request: Request, _ context: ConnectionContext, _ gauge: RequestGauge
  ) async throws -> Response {
    gauge.begin()
    do {
      var response = try await handler(request, context)
      let body = response.body
      response.body = ResponseBody(contentLength: body.contentLength) { writer in
        defer { gauge.end() }
        try await body.write(writer)
      }
      return response
    } catch {
      gauge.end()
      throw error
    }
  }
}
