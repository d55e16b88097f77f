import CurlTransport
import Testing

@Suite(.timeLimit(.minutes(1))) struct CurlClientFailureTests {
  private let client = CurlClient(configuration: .testing())

  @Test func refusedConnection() async throws {
    var listener: ListeningSocket? = try ListeningSocket()
    let port = try #require(listener?.port)
    listener = nil
    let error = await #expect(throws: CurlError.self) {
      try await client.send(CurlRequest(url: "http://127.0.0.1:\(port)/"))
    }
    #expect(error?.code == .couldNotConnect)
    #expect(error?.host == "127.0.0.1:\(port)")
    #expect(error?.resultCode == 7)
    #expect(error?.isTransient == true)
  }

  @Test func unknownHost() async {
    // RFC 6761 reserves the domain: it never resolves.
    await #expect(throws: CurlError(.couldNotResolve, "")) {
      try await client.send(CurlRequest(url: "http://nowhere.invalid/"))
    }
  }

  @Test func serverClosesBeforeTheHead() async throws {
    let server = try TestServer { _, connection in connection.close() }
    await #expect(throws: CurlError(.connectionLost, "")) {
      try await client.send(CurlRequest(url: server.url("/")))
    }
  }

  @Test(arguments: ["Content-Length: 100", "Transfer-Encoding: chunked"])
  func serverClosesInTheBody(framing: String) async throws {
    let server = try TestServer { _, connection in
      connection.write("HTTP/1.1 200 OK\r\n\(framing)\r\n\r\n5\r\nhello\r\n")
      connection.close()
    }
    let response = try await client.send(CurlRequest(url: server.url("/")))
    var received: [UInt8] = []
    let error = await #expect(throws: CurlError.self) {
      for try await chunk in response.body { received += chunk }
    }
    #expect(error?.code == .connectionLost)
    #expect(received.text.contains("hello"))
  }

  @Test func answerThatIsNoHTTP() async throws {
    let server = try TestServer { _, connection in
      connection.write("SSH-2.0-OpenSSH_9.2\r\n")
      connection.close()
    }
    await #expect(throws: CurlError(.protocolError, "")) {
      try await client.send(CurlRequest(url: server.url("/")))
    }
  }

  @Test func timeoutBeforeTheHead() async throws {
    let server = try TestServer { _, connection in connection.waitForClose() }
    await #expect(throws: CurlError(.timeout, "")) {
      try await client.send(CurlRequest(url: server.url("/"), timeout: .milliseconds(50)))
    }
  }

  @Test func timeoutOfAnExchangeThatKeepsMoving() async throws {
    let server = try TestServer { _, connection in
      connection.beginChunked()
      while connection.writeChunk([UInt8](repeating: 1, count: 1000)) {}
    }
    let request = CurlRequest(url: server.url("/"), timeout: .milliseconds(300), idleTimeout: .seconds(50))
    await #expect(throws: CurlError(.timeout, "")) {
      for try await _ in try await client.send(request).body {}
    }
  }

  @Test func silenceInTheBody() async throws {
    let server = try TestServer { _, connection in
      connection.beginChunked()
      connection.writeChunk([1, 2, 3])
      connection.waitForClose()
    }
    let request = CurlRequest(url: server.url("/"), timeout: nil, idleTimeout: .seconds(1))
    let response = try await client.send(request)
    var received: [UInt8] = []
    let error = await #expect(throws: CurlError.self) {
      for try await chunk in response.body { received += chunk }
    }
    #expect(error?.code == .idleTimeout)
    #expect(received == [1, 2, 3])
  }

  @Test func silenceBeforeTheHead() async throws {
    let server = try TestServer { _, connection in connection.waitForClose() }
    await #expect(throws: CurlError(.idleTimeout, "")) {
      try await client.send(CurlRequest(url: server.url("/"), timeout: nil, idleTimeout: .milliseconds(50)))
    }
  }

  @Test func connectTimeout() async throws {
    // A connection that TCP accepts and TLS never answers.
    let listener = try ListeningSocket()
    var configuration = CurlConfiguration.testing()
    configuration.connectTimeout = .milliseconds(100)
    let impatient = CurlClient(configuration: configuration)
    await #expect(throws: CurlError(.couldNotConnect, "")) {
      try await impatient.send(CurlRequest(url: "https://127.0.0.1:\(listener.port)/"))
    }
  }

  @Test func bodyBeyondTheLimit() async throws {
    let closed = Signal()
    let server = try TestServer { _, connection in
      connection.beginChunked()
      while connection.writeChunk([UInt8](repeating: 1, count: 1000)) {}
      closed.fire()
    }
    let response = try await client.send(CurlRequest(url: server.url("/")))
    await #expect(throws: CurlError(.bodyTooLarge, "")) { try await response.body.collect(upTo: 10_000) }
    await closed.wait()
  }
}
