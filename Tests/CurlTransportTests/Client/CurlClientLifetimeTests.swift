import Testing

@testable import CurlTransport

@Suite(.timeLimit(.minutes(1))) struct CurlClientLifetimeTests {
  @Test func shutdownEndsWhatIsOnItsWay() async throws {
    let received = Signal()
    let server = try TestServer { request, connection in
      if request.path == "/stream" { connection.beginChunked() } else { received.fire() }
      connection.waitForClose()
    }
    let client = CurlClient(configuration: .testing())
    let stream = try await client.send(CurlRequest(url: server.url("/stream"), timeout: nil))
    let separate = try await client.send(
      CurlRequest(url: server.url("/stream"), timeout: nil, connection: .separate))
    let reading = Task { try await stream.body.collect(upTo: .max) }
    let waiting = Task { try await client.send(CurlRequest(url: server.url("/"), timeout: nil)) }
    await received.wait()
    await client.shutdown()
    await #expect(throws: CurlError(.shutdown, "")) { try await reading.value }
    await #expect(throws: CurlError(.shutdown, "")) { try await waiting.value }
    await #expect(throws: CurlError(.shutdown, "")) { try await separate.body.collect(upTo: 1) }
    await #expect(throws: CurlError(.shutdown, "")) { try await client.send(CurlRequest(url: server.url("/"))) }
    await client.shutdown()
  }

  @Test func shutdownOfAnUnusedClient() async {
    let client = CurlClient(configuration: .testing())
    await client.shutdown()
    await #expect(throws: CurlError(.shutdown, "")) { try await client.send(CurlRequest(url: "http://127.0.0.1/")) }
  }

  @Test func shutdownsAtOnce() async throws {
    let server = try TestServer { _, connection in connection.respond() }
    let client = CurlClient(configuration: .testing())
    _ = try await client.send(CurlRequest(url: server.url("/")))
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<10 { group.addTask { await client.shutdown() } }
    }
  }

  @Test func droppedClientEndsItsThread() async throws {
    let server = try TestServer { _, connection in connection.respond(body: [1]) }
    let engine = CurlEngine(configuration: .testing())
    var client: CurlClient? = CurlClient(configuration: .testing(), sharing: engine)
    _ = try await client?.send(CurlRequest(url: server.url("/"))).body.collect(upTo: 1)
    client = nil
    await engine.stopped()
  }

  @Test func bodyOutlivesItsClient() async throws {
    let mayGoOn = Signal()
    let server = try TestServer { _, connection in
      connection.beginChunked()
      connection.writeChunk([1])
      mayGoOn.block()
      connection.writeChunk([2])
      connection.writeChunk([])
    }
    let engine = CurlEngine(configuration: .testing())
    var body: CurlBody? = try await CurlClient(configuration: .testing(), sharing: engine)
      .send(CurlRequest(url: server.url("/"), timeout: nil)).body
    mayGoOn.fire()
    #expect(try await body?.collect(upTo: 2) == [1, 2])
    body = nil
    await engine.stopped()
  }

  @Test func manyShortLives() async throws {
    let server = try TestServer { _, connection in connection.respond(body: [1]) }
    for _ in 0..<50 {
      let client = CurlClient(configuration: .testing())
      #expect(try await client.send(CurlRequest(url: server.url("/"))).body.collect(upTo: 1) == [1])
      await client.shutdown()
    }
  }

  @Test func cancellationsAtRandomMoments() async throws {
    let server = try TestServer { _, connection in
      connection.beginChunked()
      connection.writeChunk([UInt8](repeating: 1, count: 100_000))
      connection.writeChunk([])
    }
    let client = CurlClient(configuration: .testing())
    let seed = UInt64.random(in: 0 ... .max)
    var generator = SplitMix64(state: seed)
    for _ in 0..<200 {
      let yields = Int.random(in: 0..<40, using: &generator)
      let task = Task { try await client.send(CurlRequest(url: server.url("/"))).body.collect(upTo: .max).count }
      for _ in 0..<yields { await Task.yield() }
      task.cancel()
      switch await task.result {
      case .success(let count): #expect(count == 100_000, "seed \(seed)")
      case .failure(let error): #expect((error as? CurlError)?.code == .cancelled, "seed \(seed): \(error)")
      }
    }
    #expect(try await client.send(CurlRequest(url: server.url("/"))).body.collect(upTo: .max).count == 100_000)
  }
}

private struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
