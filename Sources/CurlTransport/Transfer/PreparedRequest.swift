import CCurl

/// A request whose parts have been checked, so that nothing in it can end or forge a header line.
struct PreparedRequest: Sendable {
  let request: CurlRequest
  /// The URL to give to libcurl; its host is the TLS name where the configuration sets one.
  let url: String
  /// The host and port of the request's own URL, for errors.
  let host: String
  let isSecure: Bool
  /// A `CURLOPT_CONNECT_TO` entry, where the connection does not go to the URL's host.
  let connectTo: String?
  /// The URL of the proxy to go through.
  let proxy: String?
  /// The header lines, in libcurl's notation.
  let headerLines: [String]

  init(
    _ request: CurlRequest, configuration: CurlConfiguration, proxies: ProxySelection
  ) throws(CurlError) {
    var location = try RequestLocation(request.url)
    if request.signing != nil { location = try RequestLocation(location.signedURL()) }
    guard request.method.isHTTPToken else {
      throw CurlError(.invalidRequest, "the method is no token", host: location.authority)
    }
    if let rules = configuration.addresses, !rules.allows(location.address) {
      throw CurlError(.addressRefused, "connections to \(location.address) are not allowed", host: location.authority)
    }
    self.request = request
    host = location.authority
    proxy = try proxies.url(for: location)
    isSecure = location.isSecure
    if let name = configuration.serverName, location.isSecure {
      url = try location.url(withHost: name)
      connectTo = "\(name):\(location.port):\(location.host):\(location.port)"
    } else {
      url = location.text
      connectTo = nil
    }
    let hostField = connectTo == nil ? nil : location.authority
    headerLines = try Self.makeHeaderLines(request, hostField: hostField, context: location.authority)
  }

  /// The request that finds out whether the server of another one still answers: it carries none of that one's fields.
  init(probing other: PreparedRequest) {
    request = CurlRequest(method: "OPTIONS", url: other.request.url)
    url = other.url
    host = other.host
    isSecure = other.isSecure
    connectTo = other.connectTo
    proxy = other.proxy
    headerLines = connectTo == nil ? [] : ["Host: \(host)"]
  }

  /// The bytes to send: methods that mean to send something send an empty body where the request has none.
  var body: [UInt8]? {
    if let body = request.body { return body }
    return ["POST", "PUT", "PATCH"].contains(request.method) ? [] : nil
  }

  /// More than any server takes: a larger request is a mistake.
  private static let fieldLimit = 256 << 10

  private static func makeHeaderLines(
    _ request: CurlRequest, hostField: String?, context: String
  ) throws(CurlError) -> [String] {
    var lines: [String] = []
    for field in request.headers {
      guard field.name.isHTTPToken, !field.value.utf8.contains(where: { $0 == 0 || $0 == 10 || $0 == 13 }) else {
        throw CurlError(.invalidRequest, "the header field \(field.name.debugDescription) is malformed", host: context)
      }
      // libcurl's notation: "Name;" sends an empty value, "Name:" sends no such field.
      lines.append(field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)")
    }
    if let hostField, request.headers["Host"] == nil { lines.append("Host: \(hostField)") }
    guard lines.reduce(0, { $0 + $1.utf8.count }) <= fieldLimit else {
      throw CurlError(.invalidRequest, "the header fields are longer than \(fieldLimit) bytes", host: context)
    }
    // Fields that libcurl would add of its own accord to a request with a body. It would sign these lines too, though
    // no such field is sent.
    if request.signing != nil { return lines }
    if request.headers["Content-Type"] == nil { lines.append("Content-Type:") }
    if request.headers["Expect"] == nil { lines.append("Expect:") }
    return lines
  }
}

extension String {
  /// Whether this is a token of RFC 9110 section 5.6.2.
  fileprivate var isHTTPToken: Bool {
    !isEmpty
      && utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
          UInt8(ascii: "A")...UInt8(ascii: "Z"):
          true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
      }
  }
}
