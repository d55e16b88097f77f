import CurlTransport
import Testing

@Suite(.timeLimit(.minutes(1))) struct CurlClientProxyTests {
  @Test func namedProxyIsAskedForTheWholeURL() async throws {
    let proxy = try TestServer { request, connection in
      connection.respond(headers: ["X-Host: \(request.headers["host"] ?? "")"], body: Array(request.path.utf8))
    }
    var configuration = CurlConfiguration()
    configuration.proxy = .url(proxy.url(""))
    let client = CurlClient(configuration: configuration)
    let response = try await client.send(CurlRequest(url: "http://model.invalid/path?q"))
    #expect(response.headers["x-host"] == "model.invalid")
    #expect(try await response.body.collect(upTo: 100).text == "http://model.invalid/path?q")
  }

  @Test func unreachableProxy() async throws {
    var listener: ListeningSocket? = try ListeningSocket()
    let port = try #require(listener?.port)
    listener = nil
    var configuration = CurlConfiguration()
    configuration.proxy = .url("http://127.0.0.1:\(port)")
    let client = CurlClient(configuration: configuration)
    await #expect(throws: CurlError(.couldNotConnect, "")) {
      try await client.send(CurlRequest(url: "http://model.invalid/"))
    }
  }

  @Test func proxyThatRefusesATunnel() async throws {
    let proxy = try TestServer { request, connection in
      connection.respond(403, body: Array(request.method.utf8))
    }
    var configuration = CurlConfiguration()
    configuration.proxy = .url(proxy.url(""))
    let client = CurlClient(configuration: configuration)
    let error = await #expect(throws: CurlError.self) {
      try await client.send(CurlRequest(url: "https://model.invalid/"))
    }
    #expect(error?.message.contains("403") == true)
    #expect(error?.host == "model.invalid")
  }
}
