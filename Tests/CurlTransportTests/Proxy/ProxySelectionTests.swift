import Testing

@testable import CurlTransport

@Suite struct ProxySelectionTests {
  private func url(_ proxy: CurlConfiguration.Proxy, for target: String) throws -> String? {
    try ProxySelection(proxy).url(for: RequestLocation(target))
  }

  @Test func schemeOfTheTargetChoosesTheProxy() throws {
    let rules = CurlConfiguration.Proxy.rules(
      ProxyEnvironment(httpProxy: "http://plain:1", httpsProxy: "http://secure:2", noProxy: "10.0.0.0/8,.local:6443"))
    #expect(try url(rules, for: "http://example.com/") == "http://plain:1")
    #expect(try url(rules, for: "https://example.com/") == "http://secure:2")
    #expect(try url(rules, for: "https://10.1.2.3:6443/") == nil)
    #expect(try url(rules, for: "https://api.local:6443/") == nil)
    #expect(try url(rules, for: "https://api.local/") == "http://secure:2")
    #expect(try url(rules, for: "https://[::1]:6443/") == nil)
    #expect(try url(.rules(ProxyEnvironment(httpProxy: "http://plain:1")), for: "https://example.com/") == nil)
  }

  @Test func namedProxyIsForEveryHost() throws {
    #expect(try url(.url("http://proxy:1"), for: "https://localhost:6443/") == "http://proxy:1")
    #expect(try url(.none, for: "https://example.com/") == nil)
  }

  @Test(arguments: [
    ("proxy.example", "http://proxy.example:80"), ("proxy.example:3128", "http://proxy.example:3128"),
    ("http://proxy", "http://proxy:80"), ("https://proxy", "https://proxy:443"), ("http://proxy/", "http://proxy:80"),
    ("socks5://proxy", "socks5h://proxy:1080"), ("socks5h://proxy:9", "socks5h://proxy:9"),
    ("http://me:a%40b@proxy:1", "http://me:a%40b@proxy:1"), ("http://[::1]:3128", "http://[::1]:3128"),
  ])
  func addresses(text: String, meaning: String) throws {
    #expect(try ProxyAddress(text).url == meaning)
  }

  @Test(arguments: ["ftp://proxy", "socks4://proxy", "http://", "a b", "http://proxy\r\nX: 1", "http://proxy:99999"])
  func proxyThatCannotBeUsedIsNotGoneAround(text: String) throws {
    #expect(throws: CurlError(.invalidRequest, "")) { try url(.url(text), for: "http://example.com/") }
    let rules = CurlConfiguration.Proxy.rules(ProxyEnvironment(httpProxy: text, noProxy: "other.example"))
    #expect(throws: CurlError(.invalidRequest, "")) { try url(rules, for: "http://example.com/") }
    #expect(try url(rules, for: "http://other.example/") == nil)
  }

  @Test func variablesOfTheEnvironment() {
    let variables = [
      "HTTP_PROXY": "", "http_proxy": "one", "HTTPS_PROXY": "two", "https_proxy": "three", "no_proxy": "four",
      "ALL_PROXY": "five",
    ]
    #expect(
      ProxyEnvironment { variables[$0] } == ProxyEnvironment(httpProxy: "one", httpsProxy: "two", noProxy: "four"))
    #expect(ProxyEnvironment { ["REQUEST_METHOD": "GET"][$0] }.isCGI)
  }

  @Test func headerOfACGIRequestIsNoProxy() throws {
    let rules = CurlConfiguration.Proxy.rules(ProxyEnvironment(httpProxy: "evil", httpsProxy: "good", isCGI: true))
    #expect(throws: CurlError(.invalidRequest, "")) { try url(rules, for: "http://example.com/") }
    #expect(try url(rules, for: "https://example.com/") == "http://good:80")
  }

  @Test func credentialsAreNotPrinted() throws {
    #expect(try !"\(ProxyAddress("http://me:secret@proxy"))".contains("secret"))
    var text = ""
    dump(try ProxyAddress("http://me:secret@proxy"), to: &text)
    #expect(!text.contains("secret"))
  }
}
