/// Which proxy a request goes through.
struct ProxySelection: Sendable {
  private typealias Address = Result<ProxyAddress, CurlError>

  private var http: Address?
  private var https: Address?
  /// The hosts that are reached without; `nil` excepts none, not even loopback.
  private var exceptions: ProxyExceptions?

  init(_ proxy: CurlConfiguration.Proxy) {
    switch proxy {
    case .none: break
    case .url(let url):
      http = Self.address(url)
      https = http
    case .environment: read(.current())
    case .rules(let environment): read(environment)
    }
  }

  private mutating func read(_ environment: ProxyEnvironment) {
    http = environment.httpProxy.isEmpty ? nil : Self.address(environment.httpProxy)
    if environment.isCGI, http != nil {
      http = .failure(CurlError(.invalidRequest, "HTTP_PROXY is not trusted while REQUEST_METHOD is set"))
    }
    https = environment.httpsProxy.isEmpty ? nil : Self.address(environment.httpsProxy)
    exceptions = ProxyExceptions(environment.noProxy)
  }

  private static func address(_ text: String) -> Address {
    Result { () throws(CurlError) in try ProxyAddress(text) }
  }

  /// The proxy's URL in libcurl's terms, or `nil` for none.
  ///
  /// - Throws: `.invalidRequest` for a proxy whose address is malformed: going around it could be a leak.
  func url(for location: RequestLocation) throws(CurlError) -> String? {
    guard let address = location.isSecure ? https : http else { return nil }
    if let exceptions, exceptions.covers(host: location.address, port: location.port) { return nil }
    return try address.get().url
  }
}
