import CurlTransport
import Hummingbird
import Logging
import Observability
import ServiceLifecycle
import Synchronization
import Testing

@testable import ShadowProxy

@Suite(.timeLimit(.minutes(1))) struct ShadowProxyTests {
  @Test("requests go to both, the answers are compared, and whoever sent them waits for neither")
  func pairs() async throws {
    try await withServers { stable, shadow, client in
      var configuration = ShadowProxyConfiguration(stable: stable, shadow: shadow)
      configuration.rules.ignored = ["version"]
      try await withProxy(configuration) { address, registry in
        for number in 0..<40 {
          let response = try await client.send(
            CurlRequest(method: "POST", url: "\(address)/v2/infer?n=\(number)", body: Array("{\"n\":\(number)}".utf8)))
          #expect(response.status == 202)
        }
        let text = try await settled(registry) { $0.contains(#"{outcome="agreed"} 36"#) }
        // Every tenth answer of the shadow is another one.
        #expect(text.contains(#"slipway_shadow_requests_total{outcome="differed"} 4"#), "\(text)")
        #expect(text.contains(#"slipway_shadow_latency_seconds_count{version="stable"} 40"#))
        #expect(text.contains(#"slipway_shadow_latency_seconds_count{version="shadow"} 40"#))
      }
    }
  }

  @Test("what is over a limit is skipped and counted, and a version that does not answer is a failure of its own")
  func limits() async throws {
    try await withServers { stable, _, client in
      // Nobody listens on the port of the shadow.
      var configuration = ShadowProxyConfiguration(stable: stable, shadow: "http://127.0.0.1:1")
      configuration.bodyLimit = 100
      try await withProxy(configuration) { address, registry in
        let large = try await client.send(
          CurlRequest(method: "POST", url: "\(address)/x", body: [UInt8](repeating: 65, count: 101)))
        #expect(large.status == 413)
        let small = try await client.send(CurlRequest(method: "POST", url: "\(address)/x", body: Array("{}".utf8)))
        #expect(small.status == 202)
        let text = try await settled(registry) { $0.contains(#"{outcome="shadowFailed"} 1"#) }
        #expect(text.contains(#"slipway_shadow_skipped_total{limit="body"} 1"#), "\(text)")
      }
    }
  }

  @Test("no more requests are under way or wait than it may have, and whoever sends more waits for nothing either")
  func backlog() async throws {
    let (first, gate) = AsyncStream.makeStream(of: Void.self)
    let underWay = Mutex((now: 0, most: 0))
    @Sendable func hold() async {
      underWay.withLock { ($0.now, $0.most) = ($0.now + 1, max($0.most, $0.now + 1)) }
      for await _ in first {}
      underWay.withLock { $0.now -= 1 }
    }
    try await withHeldServer(hold) { shadow, client in
      var configuration = ShadowProxyConfiguration(stable: "http://127.0.0.1:1", shadow: shadow)
      (configuration.sample, configuration.concurrency, configuration.backlog) = (0, 2, 3)
      try await withProxy(configuration) { address, registry in
        for _ in 0..<2 {
          #expect(try await client.send(CurlRequest(method: "GET", url: "\(address)/x")).status == 202)
        }
        let end = ContinuousClock.now + .seconds(20)
        while ContinuousClock.now < end, underWay.withLock({ $0.now }) < 2 { await Task.yield() }
        for _ in 0..<10 {
          #expect(try await client.send(CurlRequest(method: "GET", url: "\(address)/x")).status == 202)
        }
        // One more than the backlog may have been taken from it, to wait for its turn.
        let skipped = registry.exposition().split(separator: "\n").first { $0.contains(#"limit="backlog""#) } ?? ""
        #expect(["6", "7"].contains { skipped.hasSuffix(" \($0)") }, "\(skipped)")
        gate.finish()
        let text = try await settled(registry) { text in
          ["5", "6"].contains { text.contains(#"{outcome="uncompared"} \#($0)"#) } && underWay.withLock { $0.now } == 0
        }
        #expect(underWay.withLock { $0.most } == 2, "\(text)")
      }
    }
  }

  // MARK: Helpers

  private func withHeldServer(
    _ hold: @escaping @Sendable () async -> Void, _ body: @Sendable @escaping (String, CurlClient) async throws -> Void
  ) async throws {
    var settings = CurlConfiguration()
    settings.proxy = .none
    let client = CurlClient(configuration: settings)
    try await withListener { onListening in
      Application(
        responder: CallbackResponder { (_: Request, _: BasicRequestContext) in
          await hold()
          return Response(status: .ok)
        },
        configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
        onServerRunning: { await onListening($0.localAddress?.port ?? 0) }, logger: Self.quiet)
    } _: { port in
      try await body("http://127.0.0.1:\(port)", client)
    }
    await client.shutdown()
  }

  private func settled(_ registry: MetricsRegistry, _ isSo: (String) -> Bool) async throws -> String {
    let end = ContinuousClock.now + .seconds(20)
    while ContinuousClock.now < end, !isSo(registry.exposition()) { await Task.yield() }
    return registry.exposition()
  }

  private func withProxy(
    _ configuration: ShadowProxyConfiguration,
    _ body: @Sendable @escaping (String, MetricsRegistry) async throws -> Void
  ) async throws {
    var configuration = configuration
    (configuration.host, configuration.port) = ("127.0.0.1", 0)
    let registry = MetricsRegistry()
    try await withListener { onListening in
      try ShadowProxy(
        configuration: configuration, registry: registry, logger: Self.quiet, onListening: onListening)
    } _: { port in
      try await body("http://127.0.0.1:\(port)", registry)
    }
  }

  private static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

  /// A stable version that answers with what it is asked, and a shadow that answers every tenth request otherwise.
  private func withServers(
    _ body: @Sendable @escaping (String, String, CurlClient) async throws -> Void
  ) async throws {
    @Sendable func server(
      _ version: String, _ onListening: @escaping @Sendable (Int) async -> Void
    ) -> some ServiceLifecycle.Service {
      Application(
        responder: CallbackResponder { (request: Request, _: BasicRequestContext) in
          let number = request.uri.queryParameters["n"].flatMap { Int($0) } ?? 0
          let answer = version == "shadow" && number % 10 == 3 ? -1 : number
          return Response(
            status: .ok,
            body: ResponseBody(byteBuffer: ByteBuffer(string: #"{"version":"\#(version)","y":\#(answer)}"#)))
        },
        configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
        onServerRunning: { await onListening($0.localAddress?.port ?? 0) }, logger: Self.quiet)
    }
    var settings = CurlConfiguration()
    settings.proxy = .none
    let client = CurlClient(configuration: settings)
    try await withListener {
      server("stable", $0)
    } _: { stable in
      try await withListener {
        server("shadow", $0)
      } _: { shadow in
        try await body("http://127.0.0.1:\(stable)", "http://127.0.0.1:\(shadow)", client)
      }
    }
    await client.shutdown()
  }

  /// Runs a service that listens, while a body uses its port.
  private func withListener(
    _ make: (@escaping @Sendable (Int) async -> Void) throws -> any ServiceLifecycle.Service,
    _ body: @Sendable @escaping (Int) async throws -> Void
  ) async throws {
    let (ports, input) = AsyncStream.makeStream(of: Int.self, bufferingPolicy: .bufferingOldest(1))
    let service = try make { input.yield($0) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await service.run() }
      var iterator = ports.makeAsyncIterator()
      if let port = await iterator.next() { try await body(port) }
      group.cancelAll()
      while let result = await group.nextResult() { _ = result }
    }
  }
}
