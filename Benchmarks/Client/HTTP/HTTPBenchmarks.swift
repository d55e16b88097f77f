import BenchmarkSupport
import CurlTransport
import KubeClient
import KubeConnection
import KubeCore

/// Writes and watches over loopback TLS: the CPU time of this process, which is the client alone.
enum HTTPBenchmarks {
  /// How many writes are on their way at a time.
  private static let concurrency = 32

  static func add(to suite: inout BenchmarkSuite) {
    for (name, version) in [("http2", CurlConfiguration.HTTPVersionPolicy.preferHTTP2), ("http1", .http1Only)] {
      suite.add("\(name).write_cpu", in: .milliseconds) { try await writes(version).cpuMilliseconds }
      suite.add("\(name).requests_per_second", in: .perSecond) { try await writes(version).perSecond }
      suite.add("\(name).exchange_cpu", in: .milliseconds) { try await exchanges(version).cpuMilliseconds }
    }
    suite.add("watch.idle_1000", in: .megabytes, runs: 1) { try await idleWatches(1000) }
  }

  private struct Cost {
    var cpuMilliseconds: Double
    var perSecond: Double
  }

  /// Writes through all the layers: a patch as a value, credentials, HTTP, TLS, and the answer as an object.
  private static func writes(_ version: CurlConfiguration.HTTPVersionPolicy) async throws -> Cost {
    let server = try LoopbackServer()
    let objects = try client(of: server, version).api(.configMaps, namespace: "default")
    let patch = Patch.merge(try JSONParser.parse(Array(SampleObject.text.utf8)))
    return try await cost { _ = try await objects.patch("one", patch) }
  }

  /// The same bytes through the transport alone.
  private static func exchanges(_ version: CurlConfiguration.HTTPVersionPolicy) async throws -> Cost {
    let server = try LoopbackServer()
    var configuration = CurlConfiguration()
    configuration.proxy = .none
    configuration.trust = .certificates(pem: server.authority)
    configuration.httpVersion = version
    let client = CurlClient(configuration: configuration)
    let request = CurlRequest(
      method: "PATCH", url: "https://127.0.0.1:\(server.port)/api/v1/namespaces/default/configmaps/one",
      headers: ["Content-Type": "application/merge-patch+json", "Accept": "application/json"],
      body: Array(SampleObject.text.utf8))
    return try await cost { _ = try await client.send(request).body.collect(upTo: 1 << 20) }
  }

  private static func client(
    of server: LoopbackServer, _ version: CurlConfiguration.HTTPVersionPolicy = .preferHTTP2
  ) throws -> KubeClient {
    var access = ClusterAccess(server: "https://127.0.0.1:\(server.port)")
    access.trust = .authority(.bytes(server.authority))
    var configuration = ConnectionConfiguration()
    configuration.httpVersion = version
    return KubeClient(transport: try HTTPSTransport(access, configuration: configuration))
  }

  /// What one call costs, of many, so many at a time.
  private static func cost(of call: @escaping @Sendable () async throws -> Void) async throws -> Cost {
    // Connections, code and caches are there before the clock starts.
    try await perform(call, count: 1000)
    let count = 16_000
    let start = ContinuousClock.now
    let cpu = try await ProcessUsage.cpuSeconds { try await perform(call, count: count) }
    let seconds = start.duration(to: .now) / .seconds(1)
    return Cost(cpuMilliseconds: cpu * 1000 / Double(count), perSecond: Double(count) / seconds)
  }

  private static func perform(_ call: @escaping @Sendable () async throws -> Void, count: Int) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<concurrency {
        group.addTask { for _ in 0..<(count / concurrency) { try await call() } }
      }
      try await group.waitForAll()
    }
  }

  /// By how many megabytes the resident set grows for so many watches, each with a reader that waits.
  private static func idleWatches(_ count: Int) async throws -> Double {
    let server = try LoopbackServer()
    let client = try client(of: server)
    try await watch(client).cancel()
    let before = ProcessUsage.residentBytes
    var readers: [Task<Void, any Error>] = []
    for _ in 0..<count { readers.append(try await watch(client)) }
    let growth = ProcessUsage.residentBytes - before
    for reader in readers { reader.cancel() }
    return Double(growth) / 1_000_000
  }

  /// Starts a watch, and waits for its first event.
  private static func watch(_ client: KubeClient) async throws -> Task<Void, any Error> {
    let stream = try await client.api(.configMaps, namespace: "idle").watch(from: "1")
    let (events, arrival) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let reader = Task {
      for try await _ in stream { arrival.yield() }
    }
    for await _ in events { break }
    return reader
  }
}

extension ResourceType {
  fileprivate static let configMaps = ResourceType(
    group: "", version: "v1", kind: "ConfigMap", plural: "configmaps", isNamespaced: true)
}
