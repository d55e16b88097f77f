import Testing

@testable import CurlTransport

/// The cases follow the rules of Go's golang.org/x/net/http/httpproxy.
@Suite struct ProxyExceptionsTests {
  @Test(arguments: [
    ("", "example.com", false), ("", "localhost", true), ("", "LocalHost", true), ("", "127.0.0.1", true),
    ("", "127.8.9.1", true), ("", "::1", true), ("", "::ffff:127.0.0.1", true), ("", "10.0.0.1", false),
    ("*", "example.com", true), ("other, *", "10.0.0.1", true), ("*.example.com", "example.com", false),
    ("*.example.com", "a.example.com", true), (".example.com", "example.com", false),
    (".example.com", "a.b.example.com", true), ("example.com", "example.com", true),
    ("example.com", "a.example.com", true), ("example.com", "notexample.com", false),
    ("EXAMPLE.com", "a.Example.COM", true), (" a.org ,\texample.com ", "example.com", true), (",,", "example.com", false),
    ("10.0.0.0/8", "10.200.1.1", true), ("10.0.0.0/8", "11.0.0.1", false), ("10.0.0.0/8", "10.example.com", false),
    ("0.0.0.0/0", "8.8.8.8", true), ("0.0.0.0/0", "2001:db8::1", false), ("10.0.0.128/25", "10.0.0.127", false),
    ("10.0.0.128/25", "10.0.0.129", true), ("2001:db8::/33", "2001:db8:7fff::1", true),
    ("2001:db8::/33", "2001:db8:8000::1", false), ("10.0.0.0/33", "10.0.0.1", false), ("10.0.0.0/x", "10.0.0.1", false),
    ("192.168.1.1", "192.168.1.1", true), ("192.168.1.1", "192.168.1.2", false),
    ("2001:db8::1", "2001:0db8:0::1", true), ("[2001:db8::1]", "2001:db8::1", true),
    ("::ffff:10.0.0.1", "10.0.0.1", true),
  ])
  func hosts(noProxy: String, host: String, isCovered: Bool) {
    #expect(ProxyExceptions(noProxy).covers(host: host, port: "443") == isCovered)
  }

  @Test(arguments: [
    ("example.com:443", "example.com", "443", true), ("example.com:443", "a.example.com", "443", true),
    ("example.com:443", "example.com", "6443", false), ("example.com:", "example.com", "6443", true),
    ("10.0.0.1:6443", "10.0.0.1", "6443", true), ("10.0.0.1:6443", "10.0.0.1", "443", false),
    ("[2001:db8::1]:6443", "2001:db8::1", "6443", true), ("[2001:db8::1]:6443", "2001:db8::1", "443", false),
    (":443", "example.com", "443", false),
  ])
  func ports(noProxy: String, host: String, port: String, isCovered: Bool) {
    #expect(ProxyExceptions(noProxy).covers(host: host, port: port) == isCovered)
  }
}
