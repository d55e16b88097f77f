import CurlTransport
import HTTPServing
import HTTPTypes
import Hummingbird
public import Logging
import NIOCore
public import Observability
public import ServiceLifecycle

/// Stands where a router mirrors requests to, and compares how the stable version and the shadow answer them.
///
/// The router's copy is answered at once with 202, so whoever made it waits for nothing. The request then goes to the
/// shadow and, for a sample, to the stable version once more; both answers are compared and thrown away. Sample, number
/// under way, backlog, bodies and time are bounded: the stable version gets that much more load and no more.
public struct ShadowProxy: ServiceLifecycle.Service {
  private let configuration: ShadowProxyConfiguration
  private let desk: ShadowDesk
  private let logger: Logger
  private let onListening: @Sendable (Int) async -> Void

  /// - Parameters:
  ///   - registry: where the metrics are declared.
  ///   - onListening: called once with the port, when connections are accepted.
  /// - Throws: ``ObservabilityError`` when the registry holds other metrics under the same names.
  public init(
    configuration: ShadowProxyConfiguration, registry: MetricsRegistry, logger: Logger,
    onListening: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
  ) throws(ObservabilityError) {
    self.configuration = configuration
    desk = ShadowDesk(configuration, try ShadowMetrics(registry))
    (self.logger, self.onListening) = (logger, onListening)
  }

  /// Serves until the graceful shutdown of the group.
  /// - Throws: when the address cannot be bound.
  public func run() async throws {
    var settings = CurlConfiguration()
    settings.proxy = .none
    let client = CurlClient(configuration: settings)
    let application = makeApplication()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { [desk] in await desk.run(client) }
      group.addTask { try await application.run() }
      // The desk ends only when it is cancelled: the first to end is the server.
      try await group.next()
      group.cancelAll()
    }
    await client.shutdown()
  }

  private func makeApplication() -> some ApplicationProtocol {
    let (desk, limit) = (desk, configuration.bodyLimit)
    return Application(
      responder: CallbackResponder { (request: Request, _: BasicRequestContext) in
        await Self.accept(request, desk, limit)
      },
      server: .heldHTTP1,
      configuration: ApplicationConfiguration(address: .hostname(configuration.host, port: configuration.port)),
      onServerRunning: { [logger, onListening] channel in
        let port = channel.localAddress?.port ?? 0
        logger.info("comparing", metadata: ["port": "\(port)"])
        await onListening(port)
      },
      logger: logger)
  }

  private static func accept(_ request: Request, _ desk: ShadowDesk, _ limit: Int) async -> Response {
    var body: [UInt8] = []
    do {
      for try await buffer in request.body {
        guard body.count + buffer.readableBytes <= limit else {
          desk.skip("body")
          return Response(status: .contentTooLarge)
        }
        body.append(contentsOf: buffer.readableBytesView)
      }
    } catch {
      return Response(status: .badRequest)
    }
    let hasBody = !body.isEmpty || request.head.headerFields[.contentLength] != nil
    desk.take(
      ShadowDesk.Pair(
        method: request.head.method.rawValue, target: request.head.path ?? "/", headers: headers(of: request.head),
        body: hasBody ? body : nil))
    return Response(status: .accepted)
  }

  /// What belongs to the request itself, and not to the connection that it came by.
  private static func headers(of head: HTTPRequest) -> CurlHeaders {
    let dropped = [
      "connection", "content-length", "expect", "host", "keep-alive", "te", "transfer-encoding", "upgrade",
    ]
    var headers = CurlHeaders()
    for field in head.headerFields where !dropped.contains(field.name.canonicalName) {
      headers.append(field.name.canonicalName, field.value)
    }
    return headers
  }
}
