import CCurl

extension RequestLocation {
  /// The same URL, as the server that checks a signature of Amazon's version 4 reads it.
  ///
  /// The server puts the pairs of a query in order, and escapes a path once more, before it compares. libcurl 7.88 signs both
  /// as they stand: so a query is sent in order, and a path in which there is something to escape is refused.
  func signedURL() throws(CurlError) -> String {
    guard let parser = curl_url() else { throw CurlError(.other, "out of memory") }
    defer { curl_url_cleanup(parser) }
    guard curl_url_set(parser, CURLUPART_URL, text, 0) == CURLUE_OK, let path = parser.part(CURLUPART_PATH),
      path.utf8.allSatisfy({ Self.isPlain($0) || $0 == UInt8(ascii: "/") })
    else {
      throw CurlError(
        .invalidRequest, "the path of a request that is signed has letters, digits and `-._~/` only", host: authority)
    }
    guard let start = text.firstIndex(of: "?"), let query = parser.part(CURLUPART_QUERY) else { return text }
    // Not by the parser: it would write the escapes in small letters, and the signature is made over capital ones.
    return "\(text[..<start])?\(Self.ordered(query))"
  }

  /// The pairs of a query by their names and values, each with its equals sign.
  private static func ordered(_ query: String) -> String {
    let pairs = query.split(separator: "&").map { pair in
      let end = pair.firstIndex(of: "=") ?? pair.endIndex
      return (name: escaped(pair[..<end]), value: escaped(pair[end...].dropFirst()))
    }
    return pairs.sorted { ($0.name, $0.value) < ($1.name, $1.value) }.map { "\($0.name)=\($0.value)" }
      .joined(separator: "&")
  }

  /// Text with its escapes as they are, and one for each byte that needs one.
  private static func escaped(_ text: Substring) -> String {
    text.utf8.reduce(into: "") { escaped, byte in
      if isPlain(byte) || byte == UInt8(ascii: "%") {
        escaped.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        escaped += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
  }

  /// Whether a byte stands for itself everywhere in a URL: RFC 3986, section 2.3.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    default: "-._~".utf8.contains(byte)
    }
  }
}
