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
    #expect(error?.code == .proxyRefused)
    #expect(error?.message.contains("403") == true)
    #expect(error?.host == "model.invalid")
  }

  @Test func environmentsProxyIsUsedExceptWhereItSays() async throws {
    let server = try TestServer { _, connection in connection.respond(body: Array("direct".utf8)) }
    let proxy = try TestServer { _, connection in connection.respond(body: Array("proxy".utf8)) }
    var configuration = CurlConfiguration()
    configuration.proxy = .rules(ProxyEnvironment(httpProxy: "127.0.0.1:\(proxy.port)"))
    let client = CurlClient(configuration: configuration)
    func body(_ url: String) async throws -> String {
      try await client.send(CurlRequest(url: url)).body.collect(upTo: 100).text
    }
    #expect(try await body("http://model.invalid/") == "proxy")
    #expect(try await body(server.url("/")) == "direct")
  }
}

@Suite(.timeLimit(.minutes(1)), .enabled(if: TLSFront.isAvailable, "python3 and openssl are needed"))
struct CurlClientTunnelTests {
  private let certificates: TestCertificates
  private let server: TestServer
  private let front: TLSFront

  init() throws {
    certificates = try TestCertificates()
    server = try TestServer { request, connection in
      connection.respond(body: Array((request.headers["host"] ?? "").utf8))
    }
    front = try TLSFront(server, certificates: certificates)
  }

  private func send(through proxy: String, host: String = "model.example", name: String? = nil) async throws -> String {
    var configuration = try CurlConfiguration.testing(authority: certificates.authority())
    configuration.proxy = .url(proxy)
    configuration.serverName = name
    let client = CurlClient(configuration: configuration)
    return try await client.send(CurlRequest(url: front.url("/", host: host))).body.collect(upTo: 1000).text
  }

  @Test func tunnelOfAnHTTPProxy() async throws {
    let proxy = try TestRelay(.connect(authorization: "Basic bWU6YUBi"))
    // The name has no address here: the proxy alone has to know it.
    let host = try await send(through: "http://me:a%40b@127.0.0.1:\(proxy.port)")
    #expect(proxy.targets == [host])
  }

  @Test func serverNameDoesNotChangeTheTarget() async throws {
    let proxy = try TestRelay(.connect(authorization: nil))
    let host = try await send(through: "127.0.0.1:\(proxy.port)", host: "elsewhere.invalid", name: "model.example")
    #expect(host.hasPrefix("elsewhere.invalid:"))
    #expect(proxy.targets == [host])
  }

  @Test func proxyThatWantsOtherCredentials() async throws {
    let proxy = try TestRelay(.connect(authorization: "Basic bWU6YUBi"))
    let error = await #expect(throws: CurlError.self) { try await send(through: "http://127.0.0.1:\(proxy.port)") }
    #expect(error?.code == .proxyRefused)
    #expect(error?.isTransient == false)
    #expect(error?.message.contains("407") == true)
  }

  @Test(arguments: ["socks5", "socks5h"])
  func socks(scheme: String) async throws {
    let proxy = try TestRelay(.socks5(user: nil, password: nil))
    let host = try await send(through: "\(scheme)://127.0.0.1:\(proxy.port)")
    #expect(proxy.targets == [host])
  }

  @Test func socksWithAPassword() async throws {
    let proxy = try TestRelay(.socks5(user: "me", password: "secret"))
    #expect(try await send(through: "socks5://me:secret@127.0.0.1:\(proxy.port)").hasPrefix("model.example"))
    let error = await #expect(throws: CurlError.self) {
      try await send(through: "socks5://me:wrong@127.0.0.1:\(proxy.port)")
    }
    #expect(error?.code == .proxyRefused)
  }
}
