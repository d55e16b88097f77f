import HTTPServing
import Hummingbird
import HummingbirdTLS
public import Logging
public import ServiceLifecycle

/// Serves `/metrics`, `/healthz` (also `/livez`), `/readyz` and `/leaderz` until the service group shuts down: over HTTP, or
/// over HTTPS with a certificate.
///
/// Probes answer 200 or 503, with one line a check; `/readyz/stores` asks for one check alone.
public struct ObservabilityServer: Service {
  /// What a server shows.
  public struct Pages: OptionSet, Sendable {
    public static let metrics = Pages(rawValue: 1)
    public static let probes = Pages(rawValue: 2)

    public let rawValue: Int

    public init(rawValue: Int) { self.rawValue = rawValue }
  }

  /// The address to listen on; `0.0.0.0` by default.
  public var host: String
  /// The port to listen on; 0 takes a free one.
  public var port: Int
  /// Who may read the metrics; everybody when `nil`. Probes are answered to everybody: a kubelet has nothing to show.
  public var scrapeGuard: ScrapeGuard?
  /// What is served; everything by default.
  public var pages: Pages = [.metrics, .probes]
  /// What is shown for HTTPS; HTTP is spoken when `nil`.
  public var certificate: ServingCertificate?
  private let registry: MetricsRegistry
  private let health: HealthState
  private let logger: Logger
  private let onListening: @Sendable (Int) async -> Void

  /// - Parameters:
  ///   - scrapeGuard: says who may read the metrics; everybody when `nil`.
  ///   - onListening: Called once with the port, when connections are accepted.
  public init(
    host: String = "0.0.0.0", port: Int, registry: MetricsRegistry, health: HealthState, scrapeGuard: ScrapeGuard? = nil,
    logger: Logger,
    onListening: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
  ) {
    self.host = host
    self.port = port
    self.registry = registry
    self.health = health
    self.scrapeGuard = scrapeGuard
    self.logger = logger
    self.onListening = onListening
  }

  /// Serves until the graceful shutdown of the group, then finishes the requests in flight.
  /// - Throws: When the address cannot be bound.
  public func run() async throws {
    try await makeApplication().run()
  }

  func makeApplication() throws -> some ApplicationProtocol {
    Application(
      router: makeRouter(),
      server: try certificate.map { try .tls(.heldHTTP1, tlsConfiguration: $0.configuration) } ?? .heldHTTP1,
      configuration: ApplicationConfiguration(address: .hostname(host, port: port)),
      onServerRunning: { [logger, pages, onListening] channel in
        let port = channel.localAddress?.port ?? 0
        logger.info("serving \(pages)", metadata: ["port": "\(port)"])
        await onListening(port)
      },
      logger: logger)
  }

  private func makeRouter() -> Router<BasicRequestContext> {
    let router = Router()
    if pages.contains(.metrics) { addMetrics(to: router) }
    if pages.contains(.probes) { addProbes(to: router) }
    return router
  }

  private func addMetrics(to router: Router<BasicRequestContext>) {
    router.get("metrics") { [registry, scrapeGuard] request, _ in
      let answer = await scrapeGuard?(request.headers[.authorization]) ?? .allowed
      return Response(answer) ?? Response(text: registry.exposition(), contentType: MetricsRegistry.contentType)
    }
  }

  private func addProbes(to router: Router<BasicRequestContext>) {
    let probes: [(String, HealthState.Scope)] = [
      ("healthz", .liveness), ("livez", .liveness), ("readyz", .readiness), ("leaderz", .leadership),
    ]
    for (path, scope) in probes {
      router.get("\(path)") { [health] _, _ in Response(health.summary(of: scope)) }
      router.get("\(path)/:check") { [health] _, context in
        guard let name = context.parameters.get("check"), let report = health.summary(of: scope).only(name) else {
          throw HTTPError(.notFound, message: "there is no such check")
        }
        return Response(report)
      }
    }
  }
}

extension ObservabilityServer.Pages: CustomStringConvertible {
  public var description: String {
    [(Self.metrics, "metrics"), (.probes, "health")].filter { contains($0.0) }.map(\.1).joined(separator: " and ")
  }
}
