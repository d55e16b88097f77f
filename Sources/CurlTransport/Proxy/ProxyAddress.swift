import CCurl

/// The URL of a proxy, in the form in which libcurl means by it what Go does.
struct ProxyAddress: Sendable, Hashable {
  /// The complete URL, with credentials where it had some.
  let url: String

  /// Reads a URL, or a host and port, which mean `http`.
  ///
  /// A missing port is the scheme's own: libcurl would take 1080. `socks5` lets the proxy resolve names, as `socks5h`
  /// says outright: the names of a private network are known there.
  init(_ text: String) throws(CurlError) {
    guard let parser = curl_url() else { throw CurlError(.other, "out of memory") }
    defer { curl_url_cleanup(parser) }
    let flags = UInt32(CURLU_NON_SUPPORT_SCHEME)
    let whole = text.contains("://") ? text : "http://" + text
    guard !text.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F }),
      curl_url_set(parser, CURLUPART_URL, whole, flags) == CURLUE_OK,
      let scheme = parser.part(CURLUPART_SCHEME), let host = parser.part(CURLUPART_HOST), !host.isEmpty
    else { throw CurlError(.invalidRequest, "the address of the proxy is malformed") }
    guard let (kind, standardPort) = Self.kinds[scheme] else {
      throw CurlError(.invalidRequest, "the proxy's scheme \(scheme) is none of http, https, socks5 and socks5h")
    }
    var credentials = ""
    if let user = parser.part(CURLUPART_USER) {
      credentials = user + (parser.part(CURLUPART_PASSWORD).map { ":" + $0 } ?? "") + "@"
    }
    url = "\(kind)://\(credentials)\(host):\(parser.part(CURLUPART_PORT) ?? standardPort)"
  }

  private static let kinds: [String: (scheme: String, port: String)] = [
    "http": ("http", "80"), "https": ("https", "443"), "socks5": ("socks5h", "1080"), "socks5h": ("socks5h", "1080"),
  ]
}

extension ProxyAddress: CustomStringConvertible, CustomReflectable {
  /// A description that leaves credentials out.
  var description: String { "a proxy" }
  var customMirror: Mirror { Mirror(self, children: [:]) }
}
