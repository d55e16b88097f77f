import CCurl

/// Where a URL leads, as libcurl reads it.
struct RequestLocation: Sendable, Hashable {
  let isSecure: Bool
  /// The host; an IPv6 address stands in brackets.
  let host: String
  /// The port, which follows from the scheme where the URL has none.
  let port: String
  /// The host, and the port where the URL has one.
  let authority: String

  /// The host as an address would be written: without brackets.
  var address: String { IPAddress.unbracketed(host) }

  /// The URL as it was given.
  let text: String

  init(_ url: String) throws(CurlError) {
    guard !url.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F }) else {
      throw CurlError(.invalidRequest, "the URL has white space or control characters")
    }
    guard let parser = curl_url() else { throw CurlError(.other, "out of memory") }
    defer { curl_url_cleanup(parser) }
    guard curl_url_set(parser, CURLUPART_URL, url, 0) == CURLUE_OK,
      let scheme = parser.part(CURLUPART_SCHEME),
      let host = parser.part(CURLUPART_HOST), !host.isEmpty,
      let port = parser.part(CURLUPART_PORT, flags: UInt32(CURLU_DEFAULT_PORT))
    else { throw CurlError(.invalidRequest, "the URL is not absolute or is malformed") }
    guard scheme == "https" || scheme == "http" else {
      throw CurlError(.invalidRequest, "the scheme \(scheme) is not http or https", host: host)
    }
    isSecure = scheme == "https"
    self.host = host
    self.port = port
    authority = parser.part(CURLUPART_PORT) == nil ? host : "\(host):\(port)"
    text = url
  }

  /// The same URL with another host.
  func url(withHost name: String) throws(CurlError) -> String {
    guard let parser = curl_url() else { throw CurlError(.other, "out of memory") }
    defer { curl_url_cleanup(parser) }
    guard curl_url_set(parser, CURLUPART_URL, text, 0) == CURLUE_OK,
      curl_url_set(parser, CURLUPART_HOST, name, 0) == CURLUE_OK,
      let url = parser.part(CURLUPART_URL)
    else { throw CurlError(.invalidRequest, "the server name \(name.debugDescription) is no host name") }
    return url
  }
}

extension OpaquePointer {
  /// A part of the URL that one of libcurl's URL parsers holds.
  func part(_ part: CURLUPart, flags: UInt32 = 0) -> String? {
    var bytes: UnsafeMutablePointer<CChar>?
    guard curl_url_get(self, part, &bytes, flags) == CURLUE_OK, let bytes else { return nil }
    defer { curl_free(bytes) }
    return String(cString: bytes)
  }
}
