import Testing

@testable import KubeConnection

@Suite struct ProxyURLTests {
  @Test("accepted", arguments: ["http://p:3128", "https://p", "socks5://u:p@h:1080/", "SOCKS5H://h"])
  func accepted(url: String) { #expect(ProxyURL(url)?.url == url) }

  @Test("refused", arguments: ["", "p:3128", "ftp://p", "http://", "http://u:p@", "http://a b", "http://:80"])
  func refused(url: String) { #expect(ProxyURL(url) == nil) }

  @Test("the password is left out of the description")
  func description() { #expect(ProxyURL("http://ana:secret@p:3128/x")?.description == "http://p:3128") }
}
