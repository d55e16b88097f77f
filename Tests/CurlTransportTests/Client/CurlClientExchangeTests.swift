import CurlTransport
import Testing

@Suite(.timeLimit(.minutes(1))) struct CurlClientExchangeTests {
  private let client = CurlClient(configuration: .testing())

  @Test func getHasNoBodyAndItsHeaders() async throws {
    let server = try TestServer { request, connection in
      let echo = request.headers.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      connection.respond(headers: ["X-One: 1", "x-two: a", "X-Two: b"], body: Array(echo.joined(separator: "\n").utf8))
    }
    let request = CurlRequest(url: server.url("/x"), headers: ["Accept": "application/json", "X-Empty": ""])
    let response = try await client.send(request)
    #expect(response.status == 200)
    #expect(response.httpVersion == .http1_1)
    #expect(response.headers["x-one"] == "1")
    #expect(response.headers.values(for: "x-two") == ["a", "b"])
    let fields = try await response.body.collect(upTo: 1000).text
    #expect(
      fields == """
        accept=application/json
        host=127.0.0.1:\(server.port)
        user-agent=slipway
        x-empty=
        """)
  }

  @Test(arguments: ["POST", "PUT", "PATCH", "DELETE"])
  func bodiesArriveWhole(method: String) async throws {
    let server = try TestServer { request, connection in
      let type = request.headers["content-type"] ?? "none"
      let expect = request.headers["expect"] ?? "none"
      connection.respond(201, headers: ["X-Seen: \(request.method) \(type) \(expect)"], body: request.body)
    }
    let body = (0..<2_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let request = CurlRequest(
      method: method, url: server.url("/"), headers: ["Content-Type": "application/merge-patch+json"], body: body)
    let response = try await client.send(request)
    #expect(response.status == 201)
    #expect(response.headers["X-Seen"] == "\(method) application/merge-patch+json none")
    #expect(try await response.body.collect(upTo: .max) == body)
  }

  @Test func postWithoutABodySendsLengthZero() async throws {
    let server = try TestServer { request, connection in
      connection.respond(headers: ["X-Length: \(request.headers["content-length"] ?? "none")"])
    }
    let response = try await client.send(CurlRequest(method: "POST", url: server.url("/")))
    #expect(response.headers["x-length"] == "0")
  }

  @Test(arguments: [204, 301, 304, 404, 409, 429, 500, 503])
  func statusesAreNoErrors(status: Int) async throws {
    let server = try TestServer { _, connection in
      connection.respond(status, headers: ["Location: /elsewhere", "Retry-After: 1"])
    }
    let response = try await client.send(CurlRequest(url: server.url("/")))
    #expect(response.status == status)
    #expect(response.headers["retry-after"] == "1")
    #expect(try await response.body.collect(upTo: 0).isEmpty)
  }

  @Test func headHasNoBody() async throws {
    let server = try TestServer { _, connection in
      connection.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    }
    let response = try await client.send(CurlRequest(method: "HEAD", url: server.url("/")))
    #expect(response.headers["content-length"] == "1000")
    #expect(try await response.body.collect(upTo: 0).isEmpty)
  }

  @Test func connectionsAreReused() async throws {
    let server = try TestServer { _, connection in connection.respond(body: [1]) }
    for _ in 0..<5 {
      _ = try await client.send(CurlRequest(url: server.url("/"))).body.collect(upTo: 1)
    }
    #expect(server.connectionCount == 1)
  }

  @Test func interimResponsesAreNotShown() async throws {
    let server = try TestServer { _, connection in
      connection.write("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n")
      connection.respond(202, body: [7])
    }
    let response = try await client.send(CurlRequest(url: server.url("/")))
    #expect(response.status == 202)
    #expect(response.headers["link"] == nil)
    #expect(try await response.body.collect(upTo: 1) == [7])
  }

  @Test func compressedBodiesAreDeliveredPlain() async throws {
    let hello: [UInt8] = [
      0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 3, 0xCB, 0x48, 0xCD, 0xC9, 0xC9, 7, 0, 0x86, 0xA6, 0x10, 0x36, 5, 0, 0, 0,
    ]
    let server = try TestServer { request, connection in
      let accepted = request.headers["accept-encoding"] ?? "none"
      let isAccepted = accepted == "gzip"
      connection.respond(
        headers: isAccepted ? ["Content-Encoding: gzip"] : [], body: isAccepted ? hello : Array(accepted.utf8))
    }
    let compressed = try await client.send(CurlRequest(url: server.url("/"), acceptsCompression: true))
    #expect(try await compressed.body.collect(upTo: 100).text == "hello")
    let plain = try await client.send(CurlRequest(url: server.url("/")))
    #expect(try await plain.body.collect(upTo: 100).text == "none")
  }

  @Test func twoHundredAtATime() async throws {
    let server = try TestServer { request, connection in connection.respond(body: Array(request.path.utf8)) }
    let answers = try await withThrowingTaskGroup(of: (String, String).self) { group in
      for number in 0..<200 {
        group.addTask {
          let response = try await client.send(CurlRequest(url: server.url("/\(number)")))
          return ("/\(number)", try await response.body.collect(upTo: 100).text)
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(answers.count == 200)
    #expect(answers.allSatisfy { $0.0 == $0.1 })
  }

  @Test func limitOfConnectionsLeavesRoomForWatches() async throws {
    let server = try TestServer { request, connection in
      guard request.path == "/watch" else { return connection.respond(body: [1]) }
      connection.beginChunked()
      connection.waitForClose()
    }
    var configuration = CurlConfiguration.testing()
    configuration.maximumConnectionsPerHost = 2
    let client = CurlClient(configuration: configuration)
    var watches: [CurlResponse] = []
    for _ in 0..<4 { watches.append(try await client.send(CurlRequest(url: server.url("/watch"), timeout: nil))) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<20 {
        group.addTask { _ = try await client.send(CurlRequest(url: server.url("/"))).body.collect(upTo: 1) }
      }
      try await group.waitForAll()
    }
    #expect(server.connectionCount <= 6)
    #expect(watches.count == 4)
  }
}
