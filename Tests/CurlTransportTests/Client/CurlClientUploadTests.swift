import CurlTransport
import Testing

@Suite(.timeLimit(.minutes(1))) struct CurlClientUploadTests {
  private static let large = (0..<(8 << 20)).map { UInt8(truncatingIfNeeded: $0 % 251) }

  @Test func answerBeforeTheBodyIsSent() async throws {
    let server = try TestServer(readsBodies: false) { _, connection in
      connection.respond(413, headers: ["Connection: close"], body: Array("too large".utf8))
      // Closing with bytes unread would reset the connection before the answer is read.
      connection.waitForClose()
    }
    let client = CurlClient(configuration: .testing())
    let response = try await client.send(CurlRequest(method: "POST", url: server.url("/"), body: Self.large))
    #expect(response.status == 413)
    #expect(try await response.body.collect(upTo: 100).text == "too large")
  }

  @Test(.enabled(if: HTTP2Front.isAvailable, "nginx and openssl are needed"))
  func overHTTP2() async throws {
    let certificates = try TestCertificates()
    let server = try TestServer { request, connection in
      connection.respond(
        headers: ["X-Expect: \(request.headers["expect"] ?? "none")"],
        body: Array("\(request.body == Self.large)".utf8))
    }
    let front = try HTTP2Front(server, certificates: certificates)
    let client = CurlClient(configuration: try .testing(authority: certificates.authority()))
    let response = try await client.send(CurlRequest(method: "PUT", url: front.url("/large"), body: Self.large))
    #expect(response.httpVersion == .http2)
    #expect(response.headers["x-expect"] == "none")
    #expect(try await response.body.collect(upTo: 100).text == "true")
    // nginx takes one megabyte elsewhere: it answers, and resets the stream.
    let refused = try await client.send(CurlRequest(method: "PUT", url: front.url("/"), body: Self.large))
    #expect(refused.status == 413)
    #expect(refused.headers["x-connection"] == response.headers["x-connection"])
  }
}
