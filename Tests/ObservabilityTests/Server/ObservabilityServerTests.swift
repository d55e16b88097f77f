import Hummingbird
import HummingbirdTesting
import Logging
import ServiceLifecycle
import Testing

@testable import Observability

@Suite struct ObservabilityServerTests {
  private let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })

  @Test func routesServeMetricsAndProbes() async throws {
    let registry = MetricsRegistry()
    try registry.makeCounter("hits_total", help: "Hits.").increment()
    let health = HealthState(awaiting: ["cache"])
    let server = ObservabilityServer(port: 0, registry: registry, health: health, logger: logger)
    try await server.makeApplication().test(.router) { client in
      try await client.execute(uri: "/metrics", method: .get) { response in
        #expect(response.status == .ok)
        #expect(response.headers[.contentType] == "text/plain; version=0.0.4; charset=utf-8")
        #expect(String(buffer: response.body) == registry.exposition())
      }
      try await client.execute(uri: "/healthz", method: .get) { #expect($0.status == .ok) }
      try await client.execute(uri: "/readyz", method: .get) { response in
        #expect(response.status == .serviceUnavailable)
        #expect(String(buffer: response.body).contains("[-]cache failed"))
      }
      health.report("cache", .passing)
      try await client.execute(uri: "/readyz", method: .get) { #expect($0.status == .ok) }
      try await client.execute(uri: "/readyz/cache", method: .get) { response in
        #expect(String(buffer: response.body) == "[+]cache ok\nok\n")
      }
      try await client.execute(uri: "/readyz/other", method: .get) { #expect($0.status == .notFound) }
      try await client.execute(uri: "/livez", method: .get) { #expect($0.status == .ok) }
      health.report("leader", .failing(reason: "another leads"), for: .leadership)
      try await client.execute(uri: "/leaderz", method: .get) { #expect($0.status == .serviceUnavailable) }
      try await client.execute(uri: "/readyz", method: .get) { #expect($0.status == .ok) }
      try await client.execute(uri: "/other", method: .get) { #expect($0.status == .notFound) }
    }
  }

  @Test("metrics are for those whom the guard lets read them, and probes for all")
  func metricsAreGuarded() async throws {
    let answers: [String?: (ScrapeAnswer, HTTPResponse.Status)] = [
      nil: (.unauthenticated, .unauthorized), "Bearer a": (.allowed, .ok),
      "Bearer b": (.forbidden(user: "bob"), .forbidden), "Bearer c": (.unknown(reason: "busy"), .serviceUnavailable),
    ]
    let server = ObservabilityServer(
      port: 0, registry: MetricsRegistry(), health: HealthState(),
      scrapeGuard: { answers[$0]?.0 ?? .unauthenticated }, logger: logger)
    try await server.makeApplication().test(.router) { client in
      for (authorization, (answer, status)) in answers {
        let headers = authorization.map { [.authorization: $0] as HTTPFields } ?? [:]
        try await client.execute(uri: "/metrics", method: .get, headers: headers) { response in
          #expect(response.status == status)
          #expect((response.headers[.wwwAuthenticate] == "Bearer") == (answer == .unauthenticated))
        }
      }
      for probe in ["/healthz", "/readyz", "/leaderz"] {
        try await client.execute(uri: probe, method: .get) { #expect($0.status == .ok) }
      }
    }
  }

  @Test func aFreePortIsReportedAndServedUntilShutdown() async throws {
    let (ports, continuation) = AsyncStream.makeStream(of: Int.self, bufferingPolicy: .bufferingNewest(1))
    let server = ObservabilityServer(
      host: "127.0.0.1", port: 0, registry: MetricsRegistry(), health: HealthState(), logger: logger,
      onListening: { port in continuation.yield(port) })
    let group = ServiceGroup(configuration: .init(services: [server], logger: logger))
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { try await group.run() }
      let port = try #require(await ports.first { _ in true })
      #expect(port > 0)
      let status = try await TestClient.withClient(host: "127.0.0.1", port: port) { client in
        try await client.get("/healthz").status
      }
      #expect(status == .ok)
      await group.triggerGracefulShutdown()
      try await tasks.waitForAll()
    }
  }
}
