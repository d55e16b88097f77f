import CurlTransport
import Testing

@Suite(.timeLimit(.minutes(1)), .enabled(if: HTTP2Front.isAvailable, "nginx and openssl are needed"))
struct CurlClientHealthTests {
  private let certificates: TestCertificates
  private let server: TestServer
  private let front: HTTP2Front
  private let relay: TestRelay

  init() throws {
    certificates = try TestCertificates()
    server = try TestServer { request, connection in
      guard request.path == "/watch" else { return connection.respond(body: Array(request.path.utf8)) }
      connection.beginChunked()
      connection.writeChunk(Array("event".utf8))
      connection.waitForClose()
    }
    front = try HTTP2Front(server, certificates: certificates)
    relay = try TestRelay(.plain(port: front.port))
  }

  private func makeClient(keepAlive: Duration) throws -> CurlClient {
    var configuration = try CurlConfiguration.testing(authority: certificates.authority())
    configuration.keepAlive = keepAlive
    return CurlClient(configuration: configuration)
  }

  private func url(_ path: String) -> String { "https://127.0.0.1:\(relay.port)\(path)" }

  @Test func watchOnAServerThatFallsSilentEndsInTime() async throws {
    let client = try makeClient(keepAlive: .milliseconds(400))
    let watch = try await client.send(CurlRequest(url: url("/watch"), timeout: nil))
    #expect(watch.httpVersion == .http2)
    var iterator = watch.body.makeAsyncIterator()
    #expect(try await iterator.next()?.text == "event")
    relay.freeze()
    let frozen = ContinuousClock.now
    let error = await #expect(throws: CurlError.self) { try await iterator.next() }
    #expect(error?.code == .connectionLost)
    #expect(error?.message.contains("probe") == true)
    // Limits of 400 and 200 ms, and what a busy machine adds.
    #expect(ContinuousClock.now - frozen < .seconds(10))
    // Nobody waits for the dead connection any more.
    #expect(try await client.send(CurlRequest(url: url("/"))).body.collect(upTo: 1).text == "/")
    #expect(relay.connectionCount == 2)
  }

  @Test func silentWatchOnAServerThatLivesGoesOn() async throws {
    // Long enough for the answer to a probe on a busy machine.
    let client = try makeClient(keepAlive: .seconds(2))
    let watch = try await client.send(CurlRequest(url: url("/watch"), timeout: nil))
    var iterator = watch.body.makeAsyncIterator()
    #expect(try await iterator.next()?.text == "event")
    // The idle limit of another watch lets four times the limit of silence pass.
    let other = try await client.send(CurlRequest(url: url("/watch"), timeout: nil, idleTimeout: .seconds(8)))
    await #expect(throws: CurlError(.idleTimeout, "")) { for try await _ in other.body {} }
    let call = try await client.send(CurlRequest(url: url("/")))
    #expect(call.headers["x-connection"] == watch.headers["x-connection"])
    #expect(relay.connectionCount == 1)
  }
}
