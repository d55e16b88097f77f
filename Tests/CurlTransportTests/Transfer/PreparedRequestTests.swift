import Testing

@testable import CurlTransport

@Suite struct PreparedRequestTests {
  @Test(arguments: [
    ("https://example.com/a?b=c", "example.com", "443", "example.com", true),
    ("http://127.0.0.1:8080", "127.0.0.1", "8080", "127.0.0.1:8080", false),
    ("https://[::1]:6443/apis", "[::1]", "6443", "[::1]:6443", true),
    ("https://user:secret@example.com:443/", "example.com", "443", "example.com:443", true),
  ])
  func locations(url: String, host: String, port: String, authority: String, isSecure: Bool) throws {
    let location = try RequestLocation(url)
    #expect(location.host == host)
    #expect(location.port == port)
    #expect(location.authority == authority)
    #expect(location.isSecure == isSecure)
  }

  @Test(arguments: [
    "", "example.com", "/path", "ftp://example.com/", "file:///etc/passwd", "http://", "http://a b/",
    "http://a/\r\nX: 1", "http://a/\u{0}", "http://a:99999/",
  ])
  func unusableURLs(url: String) {
    #expect(throws: CurlError(.invalidRequest, "")) {
      try PreparedRequest(CurlRequest(url: url), configuration: CurlConfiguration(), proxies: ProxySelection(.none))
    }
  }

  @Test(arguments: ["", "GET ", "GE T", "GET\r\n", "GÉT"])
  func unusableMethods(method: String) {
    #expect(throws: CurlError(.invalidRequest, "")) {
      try PreparedRequest(CurlRequest(method: method, url: "http://a/"), configuration: CurlConfiguration(), proxies: ProxySelection(.none))
    }
  }

  @Test(arguments: [("X", "a\r\nY: b"), ("X", "a\nb"), ("X", "a\u{0}b"), ("X Y", "a"), ("", "a"), ("X:", "a")])
  func unusableFields(name: String, value: String) {
    let request = CurlRequest(url: "http://a/", headers: [name: value])
    #expect(throws: CurlError(.invalidRequest, "")) {
      try PreparedRequest(request, configuration: CurlConfiguration(), proxies: ProxySelection(.none))
    }
  }

  @Test func headerLinesSuppressWhatLibcurlWouldAdd() throws {
    let request = CurlRequest(url: "http://a/", headers: ["B": "1", "A": "", "Expect": "x"])
    let prepared = try PreparedRequest(request, configuration: CurlConfiguration(), proxies: ProxySelection(.none))
    #expect(prepared.headerLines == ["B: 1", "A;", "Expect: x", "Content-Type:"])
    #expect(prepared.connectTo == nil)
  }

  @Test func whatIsSignedStandsInOrder() throws {
    var request = CurlRequest(url: "http://a/b-c?b=2&a=1:2,%C3%A9&a=&c&a-=0", headers: ["X": "1"])
    request.signing = CurlSigning(region: "eu-central-1", service: "aps", keyID: "k", secret: "s")
    let prepared = try PreparedRequest(request, configuration: CurlConfiguration(), proxies: ProxySelection(.none))
    #expect(prepared.url == "http://a/b-c?a=&a=1%3A2%2C%C3%A9&a-=0&b=2&c=")
    // Even a line that keeps a field away would be signed.
    #expect(prepared.headerLines == ["X: 1"])
    request.url = "http://a/b%20c"
    #expect(throws: CurlError(.invalidRequest, "")) {
      try PreparedRequest(request, configuration: CurlConfiguration(), proxies: ProxySelection(.none))
    }
  }

  @Test func serverNameMovesTheConnectionAndKeepsTheHostField() throws {
    var configuration = CurlConfiguration()
    configuration.serverName = "kubernetes.default"
    let prepared = try PreparedRequest(CurlRequest(url: "https://[::1]:6443/a?b"), configuration: configuration, proxies: ProxySelection(.none))
    #expect(prepared.url == "https://kubernetes.default:6443/a?b")
    #expect(prepared.connectTo == "kubernetes.default:6443:[::1]:6443")
    #expect(prepared.headerLines.first == "Host: [::1]:6443")
    #expect(prepared.host == "[::1]:6443")
  }

  @Test func serverNameIsForTLSOnly() throws {
    var configuration = CurlConfiguration()
    configuration.serverName = "kubernetes.default"
    let prepared = try PreparedRequest(CurlRequest(url: "http://a/"), configuration: configuration, proxies: ProxySelection(.none))
    #expect(prepared.url == "http://a/")
    #expect(prepared.connectTo == nil)
  }

  @Test(
    arguments: [
      ("GET", nil), ("DELETE", nil), ("HEAD", nil), ("POST", 0), ("PUT", 0), ("PATCH", 0),
    ] as [(String, Int?)])
  func bodiesOfMethods(method: String, count: Int?) throws {
    let request = CurlRequest(method: method, url: "http://a/")
    #expect(try PreparedRequest(request, configuration: CurlConfiguration(), proxies: ProxySelection(.none)).body?.count == count)
  }

  @Test func fieldsBeyondAnyServersLimit() {
    let request = CurlRequest(url: "http://a/", headers: ["X": String(repeating: "x", count: 300_000)])
    #expect(throws: CurlError(.invalidRequest, "")) {
      try PreparedRequest(request, configuration: CurlConfiguration(), proxies: ProxySelection(.none))
    }
  }

  @Test func probeCarriesNothingOfTheRequest() throws {
    var configuration = CurlConfiguration()
    configuration.serverName = "model.example"
    let other = try PreparedRequest(
      CurlRequest(method: "POST", url: "https://a:1/b", headers: ["Authorization": "Bearer secret"], body: [1]),
      configuration: configuration, proxies: ProxySelection(.url("http://proxy:1")))
    let probe = PreparedRequest(probing: other)
    #expect(probe.request.method == "OPTIONS")
    #expect(probe.headerLines == ["Host: a:1"])
    #expect(probe.body == nil)
    #expect(probe.connectTo == other.connectTo)
    #expect(probe.proxy == other.proxy)
  }
}
