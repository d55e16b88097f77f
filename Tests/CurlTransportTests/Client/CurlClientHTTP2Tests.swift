import CurlTransport
import Testing

@Suite(.timeLimit(.minutes(1)), .enabled(if: HTTP2Front.isAvailable, "nginx and openssl are needed"))
struct CurlClientHTTP2Tests {
  private static let block = (0..<(64 << 10)).map { UInt8(truncatingIfNeeded: $0 % 251) }

  private let certificates: TestCertificates
  private let server: TestServer
  private let front: HTTP2Front
  private let stalled: Signal
  private let closed: Signal

  init() throws {
    let (stalled, closed) = (Signal(), Signal())
    certificates = try TestCertificates()
    server = try TestServer { request, connection in
      switch request.path {
      case "/cancelled":
        connection.beginChunked()
        connection.writeChunk(Array("event".utf8))
        connection.waitForClose()
        closed.fire()
      case "/watch":
        connection.beginChunked()
        connection.writeChunk(Array("event".utf8))
        connection.waitForClose()
      case "/flood":
        connection.beginChunked()
        while connection.writeChunk(Self.block, onStall: stalled.fire) {}
      default: connection.respond(body: request.body.isEmpty ? Array(request.path.utf8) : request.body)
      }
    }
    front = try HTTP2Front(server, certificates: certificates)
    self.stalled = stalled
    self.closed = closed
  }

  private func makeClient(stallLimit: Duration = .seconds(50)) throws -> CurlClient {
    var configuration = try CurlConfiguration.testing(authority: certificates.authority())
    configuration.stallLimit = stallLimit
    return CurlClient(configuration: configuration)
  }

  @Test func watchesAndCallsShareAConnection() async throws {
    let client = try makeClient()
    let watch = try await client.send(CurlRequest(url: front.url("/watch"), timeout: nil))
    #expect(watch.httpVersion == .http2)
    let connections = try await withThrowingTaskGroup(of: String?.self) { group in
      for number in 0..<60 {
        group.addTask {
          let response = try await client.send(
            CurlRequest(method: "POST", url: front.url("/\(number)"), body: Array("body \(number)".utf8)))
          #expect(try await response.body.collect(upTo: 100).text == "body \(number)")
          return response.headers["x-connection"]
        }
      }
      return try await group.reduce(into: Set<String?>()) { $0.insert($1) }
    }
    #expect(connections == [watch.headers["x-connection"]])
    var iterator = watch.body.makeAsyncIterator()
    #expect(try await iterator.next()?.text == "event")
  }

  @Test func moreExchangesThanAConnectionTakes() async throws {
    let client = try makeClient()
    var watches: [CurlResponse] = []
    for _ in 0..<150 {
      watches.append(try await client.send(CurlRequest(url: front.url("/watch"), timeout: nil)))
    }
    #expect(Set(watches.map { $0.headers["x-connection"] }).count == 2)
    #expect(try await client.send(CurlRequest(url: front.url("/"))).body.collect(upTo: 1).text == "/")
  }

  @Test func twoHundredFromTheStart() async throws {
    let client = try makeClient()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<200 {
        group.addTask {
          let response = try await client.send(CurlRequest(url: front.url("/\(number)")))
          #expect(try await response.body.collect(upTo: 100).text == "/\(number)")
        }
      }
      try await group.waitForAll()
    }
  }

  @Test func separateConnectionIsHTTP1AndMayStall() async throws {
    let client = try makeClient(stallLimit: .milliseconds(50))
    let stream = try await client.send(
      CurlRequest(url: front.url("/flood"), timeout: nil, connection: .separate))
    #expect(stream.httpVersion == .http1_1)
    await stalled.wait()
    for _ in 0..<10 {
      let response = try await client.send(CurlRequest(url: front.url("/")))
      #expect(response.httpVersion == .http2)
      _ = try await response.body.collect(upTo: 1)
    }
    var received = 0
    for try await chunk in stream.body {
      received += chunk.count
      if received > 20 << 20 { break }
    }
    #expect(received > 20 << 20)
  }

  @Test func readerThatStaysBehindOnASharedConnectionLosesItsExchange() async throws {
    let client = try makeClient(stallLimit: .milliseconds(200))
    let stream = try await client.send(CurlRequest(url: front.url("/flood"), timeout: nil))
    #expect(stream.httpVersion == .http2)
    await stalled.wait()
    // Would never end if the stream that nobody reads held its connection for good.
    for _ in 0..<10 {
      #expect(try await client.send(CurlRequest(url: front.url("/"))).body.collect(upTo: 1).text == "/")
    }
    var received = 0
    let error = await #expect(throws: CurlError.self) {
      for try await chunk in stream.body { received += chunk.count }
    }
    #expect(error?.code == .readerTooSlow)
    #expect(received <= (4 << 20) + (16 << 10))
  }

  @Test func droppedStreamFreesTheConnectionItHeldBack() async throws {
    let client = try makeClient()
    var stream: CurlResponse? = try await client.send(CurlRequest(url: front.url("/flood"), timeout: nil))
    await stalled.wait()
    let connection = stream?.headers["x-connection"]
    stream = nil
    let response = try await client.send(CurlRequest(url: front.url("/")))
    #expect(try await response.body.collect(upTo: 1).text == "/")
    #expect(response.headers["x-connection"] == connection)
  }

  @Test func slowReaderGetsEverythingInOrder() async throws {
    let client = try makeClient()
    let stream = try await client.send(CurlRequest(url: front.url("/flood"), timeout: nil))
    await stalled.wait()
    let pattern = (0..<66).flatMap { _ in Self.block }
    var received = 0
    for try await chunk in stream.body {
      let offset = received % Self.block.count
      let expected = pattern.dropFirst(offset).prefix(chunk.count)
      #expect(chunk.count == expected.count && chunk.elementsEqual(expected))
      received += chunk.count
      if received > 10 << 20 { break }
      await Task.yield()
    }
    #expect(received > 10 << 20)
  }

  @Test func cancellingATaskResetsItsStreamAndNoOther() async throws {
    let client = try makeClient()
    let watch = try await client.send(CurlRequest(url: front.url("/watch"), timeout: nil))
    let reading = Signal()
    let task = Task {
      let response = try await client.send(CurlRequest(url: front.url("/cancelled"), timeout: nil))
      for try await _ in response.body { reading.fire() }
    }
    await reading.wait()
    task.cancel()
    await #expect(throws: CurlError(.cancelled, "")) { try await task.value }
    // nginx lets go of the server once its client has reset the stream.
    await closed.wait()
    let response = try await client.send(CurlRequest(url: front.url("/")))
    #expect(response.headers["x-connection"] == watch.headers["x-connection"])
    var iterator = watch.body.makeAsyncIterator()
    #expect(try await iterator.next()?.text == "event")
  }
}
