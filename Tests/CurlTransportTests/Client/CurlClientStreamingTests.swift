import CurlTransport
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1))) struct CurlClientStreamingTests {
  private let client = CurlClient(configuration: .testing())

  @Test func chunksArriveAsTheyAreSent() async throws {
    let mayGoOn = [Signal(), Signal()]
    let server = try TestServer { _, connection in
      connection.beginChunked()
      connection.writeChunk(Array("one".utf8))
      for signal in mayGoOn {
        signal.block()
        connection.writeChunk(Array("more".utf8))
      }
      connection.writeChunk([])
    }
    let response = try await client.send(CurlRequest(url: server.url("/"), timeout: nil))
    var chunks: [String] = []
    for try await chunk in response.body {
      chunks.append(chunk.text)
      if chunks.count <= mayGoOn.count { mayGoOn[chunks.count - 1].fire() }
    }
    #expect(chunks == ["one", "more", "more"])
  }

  @Test(arguments: [CurlRequest.Connection.shared, .separate])
  func slowReaderHoldsTheServerBack(connection: CurlRequest.Connection) async throws {
    let total = 50 << 20
    let stalled = Signal()
    let sentAtStall = Mutex(0)
    let server = try TestServer { _, connection in
      connection.beginChunked()
      let block = [UInt8](repeating: 7, count: 64 << 10)
      for sent in stride(from: 0, to: total, by: block.count) {
        connection.writeChunk(block) {
          sentAtStall.withLock { if $0 == 0 { $0 = sent } }
          stalled.fire()
        }
      }
      connection.writeChunk([])
    }
    let response = try await client.send(
      CurlRequest(url: server.url("/"), timeout: nil, idleTimeout: .seconds(30), connection: connection))
    await stalled.wait()
    let sent = sentAtStall.withLock { $0 }
    #expect(sent < total / 2)
    var received = 0
    var largest = 0
    for try await chunk in response.body {
      received += chunk.count
      largest = max(largest, chunk.count)
      await Task.yield()
    }
    #expect(received == total)
    // A run of bytes is all that was held for the reader: at most the watermark and one more piece of libcurl's.
    #expect(largest <= (256 << 10) + (16 << 10))
  }

  @Test func otherExchangesGoOnWhileAReaderIsSlow() async throws {
    let stalled = Signal()
    let server = try TestServer { request, connection in
      guard request.path == "/stream" else { return connection.respond(body: [1]) }
      connection.beginChunked()
      while connection.writeChunk([UInt8](repeating: 7, count: 64 << 10), onStall: stalled.fire) {}
    }
    let stream = try await client.send(CurlRequest(url: server.url("/stream"), timeout: nil))
    await stalled.wait()
    for _ in 0..<10 {
      #expect(try await client.send(CurlRequest(url: server.url("/"))).body.collect(upTo: 1) == [1])
    }
    var iterator = stream.body.makeAsyncIterator()
    #expect(try await iterator.next() != nil)
  }

  @Test func cancellationBeforeTheHead() async throws {
    let (received, closed) = (Signal(), Signal())
    let server = try TestServer { _, connection in
      received.fire()
      connection.waitForClose()
      closed.fire()
    }
    let task = Task { try await client.send(CurlRequest(url: server.url("/"), timeout: nil)) }
    await received.wait()
    task.cancel()
    await #expect(throws: CurlError(.cancelled, "")) { try await task.value }
    await closed.wait()
  }

  @Test func cancellationInTheBody() async throws {
    let (reading, closed) = (Signal(), Signal())
    let server = try TestServer { _, connection in
      connection.beginChunked()
      connection.writeChunk([1])
      connection.waitForClose()
      closed.fire()
    }
    let task = Task {
      let response = try await client.send(CurlRequest(url: server.url("/"), timeout: nil))
      for try await _ in response.body { reading.fire() }
    }
    await reading.wait()
    task.cancel()
    await #expect(throws: CurlError(.cancelled, "")) { try await task.value }
    await closed.wait()
  }

  @Test func cancelledTaskSendsNothing() async throws {
    let server = try TestServer { _, connection in connection.respond() }
    let mayStart = Signal()
    let task = Task {
      await mayStart.wait()
      return try await client.send(CurlRequest(url: server.url("/")))
    }
    task.cancel()
    mayStart.fire()
    await #expect(throws: CurlError(.cancelled, "")) { try await task.value }
    #expect(server.connectionCount == 0)
  }

  @Test func droppedBodyEndsTheExchange() async throws {
    let closed = Signal()
    let server = try TestServer { _, connection in
      connection.beginChunked()
      connection.waitForClose()
      closed.fire()
    }
    let status = try await client.send(CurlRequest(url: server.url("/"), timeout: nil)).status
    #expect(status == 200)
    await closed.wait()
  }

  @Test func droppedIteratorOfAPausedBodyEndsTheExchange() async throws {
    let (stalled, closed) = (Signal(), Signal())
    let server = try TestServer { _, connection in
      connection.beginChunked()
      while connection.writeChunk([UInt8](repeating: 7, count: 64 << 10), onStall: stalled.fire) {}
      closed.fire()
    }
    var iterator: CurlBody.AsyncIterator? = try await client.send(
      CurlRequest(url: server.url("/"), timeout: nil)
    ).body.makeAsyncIterator()
    await stalled.wait()
    #expect(iterator != nil)
    iterator = nil
    await closed.wait()
  }
}
