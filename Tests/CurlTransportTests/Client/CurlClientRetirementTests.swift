import Testing

@testable import CurlTransport

/// How an owner replaces a client, such as for newer certificates.
@Suite(.timeLimit(.minutes(1))) struct CurlClientRetirementTests {
  private let client = CurlClient(configuration: .testing())

  @Test func watchesEndAfterTheGraceAndCallsInTheirOwnTime() async throws {
    let (called, mayAnswer) = (Signal(), Signal())
    let server = try TestServer { request, connection in
      guard request.path == "/watch" else {
        called.fire()
        mayAnswer.block()
        return connection.respond(body: [1])
      }
      connection.beginChunked()
      connection.waitForClose()
    }
    let watch = try await client.send(CurlRequest(url: server.url("/watch"), timeout: nil))
    let call = Task { try await client.send(CurlRequest(url: server.url("/call"))).body.collect(upTo: 1) }
    await called.wait()
    client.retire(within: .milliseconds(50))
    await #expect(throws: CurlError(.retired, "")) { for try await _ in watch.body {} }
    mayAnswer.fire()
    #expect(try await call.value == [1])
  }

  @Test func watchesThatBeginLaterEndAsWell() async throws {
    let server = try TestServer { _, connection in
      connection.beginChunked()
      connection.waitForClose()
    }
    client.retire(within: .zero)
    await #expect(throws: CurlError(.retired, "")) {
      for try await _ in try await client.send(CurlRequest(url: server.url("/"), timeout: nil)).body {}
    }
  }

  @Test func callsOfARetiredClientStillWork() async throws {
    let server = try TestServer { _, connection in connection.respond(body: [1]) }
    client.retire(within: .zero)
    #expect(try await client.send(CurlRequest(url: server.url("/"))).body.collect(upTo: 1) == [1])
  }

  @Test func retiringAgainCanOnlyShortenTheGrace() async throws {
    let server = try TestServer { _, connection in
      connection.beginChunked()
      connection.waitForClose()
    }
    let watch = try await client.send(CurlRequest(url: server.url("/"), timeout: nil))
    client.retire(within: .seconds(1000))
    client.retire(within: .zero)
    client.retire(within: .seconds(1000))
    await #expect(throws: CurlError(.retired, "")) { for try await _ in watch.body {} }
  }

  @Test func retiredAndDroppedClientClosesItsConnections() async throws {
    let closed = Signal()
    let server = try TestServer { request, connection in
      connection.respond(body: [1])
      if request.path == "/last" {
        connection.waitForClose()
        closed.fire()
      }
    }
    let engine = CurlEngine(configuration: .testing())
    var client: CurlClient? = CurlClient(configuration: .testing(), sharing: engine)
    let body = try await client?.send(CurlRequest(url: server.url("/last"))).body
    client?.retire(within: .zero)
    client = nil
    #expect(try await body?.collect(upTo: 1) == [1])
    _ = consume body
    await closed.wait()
    await engine.stopped()
    #expect(engine.handles.current == 0)
  }
}
