import Synchronization
import Testing

@testable import CurlTransport

/// What bounds the memory that a server can make the client use, and the handles that it holds.
@Suite(.timeLimit(.minutes(1))) struct CurlClientLimitTests {
  @Test(arguments: ["HTTP/1.1 200 OK\r\n", "HTTP/1.1 103 Early Hints\r\n\r\n"])
  func endlessHead(start: String) async throws {
    let server = try TestServer { _, connection in
      let piece = start.hasSuffix("\r\n\r\n") ? start : "X-Field: \(String(repeating: "x", count: 1000))\r\n"
      connection.write(start)
      while connection.write(piece) {}
    }
    var configuration = CurlConfiguration.testing()
    configuration.responseHeadLimit = 32 << 10
    let error = await #expect(throws: CurlError.self) {
      try await CurlClient(configuration: configuration).send(CurlRequest(url: server.url("/")))
    }
    #expect(error?.code == .protocolError)
    #expect(error?.message.contains("32768") == true)
  }

  @Test func trailersAreNoHeaders() async throws {
    let server = try TestServer { _, connection in
      connection.beginChunked(headers: ["Trailer: X-Sum"])
      connection.writeChunk([1, 2])
      connection.write("0\r\nX-Sum: 3\r\n\r\n")
    }
    let client = CurlClient(configuration: .testing())
    for _ in 0..<2 {
      let response = try await client.send(CurlRequest(url: server.url("/")))
      #expect(try await response.body.collect(upTo: 2) == [1, 2])
      #expect(response.headers["x-sum"] == nil)
    }
    #expect(server.connectionCount == 1)
  }

  @Test func readerThatStopsAfterAMegabyteStopsTheServer() async throws {
    let total = 200 << 20
    let stalled = Signal()
    let sent = Mutex(0)
    let server = try TestServer { _, connection in
      connection.beginChunked()
      let block = [UInt8](repeating: 7, count: 64 << 10)
      for _ in 0..<(total / block.count) {
        guard connection.writeChunk(block, onStall: stalled.fire) else { return }
        sent.withLock { $0 += block.count }
      }
      // A server that was never held back.
      stalled.fire()
    }
    let client = CurlClient(configuration: .testing())
    let response = try await client.send(CurlRequest(url: server.url("/"), timeout: nil))
    var iterator = response.body.makeAsyncIterator()
    var received = 0
    while received < 1 << 20, let chunk = try await iterator.next() { received += chunk.count }
    await stalled.wait()
    // The watermark, and what the kernel's two sockets hold: they may grow to several megabytes.
    #expect(sent.withLock { $0 } < 32 << 20)
  }

  @Test(.enabled(if: TestProcess.path(of: "gzip") != nil, "gzip is needed"))
  func compressedBodyThatGrowsAThousandfold() async throws {
    let directory = try TemporaryDirectory()
    try TestProcess.run(["sh", "-c", "head -c 67108864 /dev/zero | gzip > \(directory.file("zeros.gz"))"])
    let compressed = try directory.read("zeros.gz")
    let server = try TestServer { _, connection in
      connection.respond(headers: ["Content-Encoding: gzip"], body: compressed)
    }
    let client = CurlClient(configuration: .testing())
    let request = CurlRequest(url: server.url("/"), timeout: nil, acceptsCompression: true)
    var received = 0
    var largest = 0
    for try await chunk in try await client.send(request).body {
      received += chunk.count
      largest = max(largest, chunk.count)
    }
    #expect(received == 64 << 20)
    #expect(largest <= (256 << 10) + (16 << 10))
    await #expect(throws: CurlError(.bodyTooLarge, "")) {
      try await client.send(request).body.collect(upTo: 1 << 20)
    }
  }

  @Test func twoThousandAtATimeOverFewConnections() async throws {
    let server = try TestServer { request, connection in connection.respond(body: Array(request.path.utf8)) }
    var configuration = CurlConfiguration.testing()
    configuration.maximumConnectionsPerHost = 16
    let engine = CurlEngine(configuration: configuration)
    let client = CurlClient(configuration: configuration, sharing: engine)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<2000 {
        group.addTask {
          let response = try await client.send(CurlRequest(url: server.url("/\(number)"), timeout: .seconds(50)))
          #expect(try await response.body.collect(upTo: 100).text == "/\(number)")
        }
      }
      try await group.waitForAll()
    }
    #expect(server.connectionCount <= 16)
  }

  @Test func noHandleIsForgotten() async throws {
    let server = try TestServer { request, connection in
      connection.beginChunked()
      if request.path == "/short" { connection.writeChunk([]) } else { connection.waitForClose() }
    }
    let engine = CurlEngine(configuration: .testing())
    let client = CurlClient(configuration: .testing(), sharing: engine)
    for _ in 0..<100 {
      _ = try await client.send(CurlRequest(url: server.url("/short"))).body.collect(upTo: 1)
      // The body is dropped unread.
      _ = try await client.send(CurlRequest(url: server.url("/endless"), timeout: nil))
      let cancelled = Task { try await client.send(CurlRequest(url: server.url("/endless"), timeout: nil)) }
      cancelled.cancel()
      _ = await cancelled.result
    }
    // One exchange at a time, and the one before it, whose end the thread may not have seen yet.
    #expect(engine.handles.current <= 4)
    await client.shutdown()
    #expect(engine.handles.current == 0)
  }
}
