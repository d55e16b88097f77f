import CCurl

/// Writes a configuration and a request into easy handles.
struct EasyHandleOptions {
  private let configuration: CurlConfiguration
  private let trustedCertificates: PinnedBytes?
  private let certificateChain: PinnedBytes?
  private let privateKey: PinnedBytes?

  init(_ configuration: CurlConfiguration) {
    self.configuration = configuration
    if case .certificates(let pem) = configuration.trust {
      trustedCertificates = PinnedBytes(pem)
    } else {
      trustedCertificates = nil
    }
    certificateChain = (configuration.identity?.certificateChain).map(PinnedBytes.init)
    privateKey = (configuration.identity?.privateKey).map(PinnedBytes.init)
  }

  /// Writes everything that the transfer needs; the handle notes what libcurl refuses.
  func apply(_ prepared: PreparedRequest, to easy: EasyHandle) {
    applyConnection(prepared, to: easy)
    applyProxy(prepared.proxy, to: easy)
    if prepared.isSecure { applyTLS(to: easy) }
    applyRequest(prepared, to: easy)
  }

  private func applyConnection(_ prepared: PreparedRequest, to easy: EasyHandle) {
    easy.set(CURLOPT_NOSIGNAL, true)
    // A cancelled transfer must not wait for its name to be resolved: that would hold up all the others.
    easy.set(CURLOPT_QUICK_EXIT, true)
    easy.set(CURLOPT_CONNECTTIMEOUT_MS, milliseconds: configuration.connectTimeout)
    easy.set(CURLOPT_TCP_KEEPALIVE, true)
    let seconds = max(1, Int(configuration.keepAlive.components.seconds))
    easy.set(CURLOPT_TCP_KEEPIDLE, seconds)
    easy.set(CURLOPT_TCP_KEEPINTVL, max(1, seconds / 3))
    if let age = configuration.maximumConnectionAge {
      easy.set(CURLOPT_MAXLIFETIME_CONN, max(1, Int(age.components.seconds)))
    }
    if let entry = prepared.connectTo { easy.setConnectTo(entry) }
    // Only TLS negotiates HTTP/2. Without it, waiting for a connection to share would be waiting for nothing.
    let mayShare = prepared.isSecure && configuration.httpVersion == .preferHTTP2
    easy.set(CURLOPT_HTTP_VERSION, mayShare ? Int(CURL_HTTP_VERSION_2TLS) : Int(CURL_HTTP_VERSION_1_1))
    easy.set(CURLOPT_PIPEWAIT, mayShare)
  }

  /// libcurl must not read the environment itself: it means something else by it.
  private func applyProxy(_ url: String?, to easy: EasyHandle) {
    easy.set(CURLOPT_PROXY, url ?? "")
    guard let url else { return }
    easy.set(CURLOPT_NOPROXY, "")
    easy.set(CURLOPT_SUPPRESS_CONNECT_HEADERS, true)
    guard url.hasPrefix("https:") else { return }
    // As in Go, a proxy is trusted on the same terms as a server.
    easy.set(CURLOPT_PROXY_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    switch configuration.trust {
    case .system: break
    case .certificates:
      easy.set(CURLOPT_PROXY_CAPATH, nil as String?)
      if let trustedCertificates { easy.set(CURLOPT_PROXY_CAINFO_BLOB, trustedCertificates) }
    case .insecure:
      easy.set(CURLOPT_PROXY_SSL_VERIFYPEER, false)
      easy.set(CURLOPT_PROXY_SSL_VERIFYHOST, 0)
    }
  }

  private func applyTLS(to easy: EasyHandle) {
    easy.set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    switch configuration.trust {
    case .system: break
    case .certificates:
      // The directory of the system's certificates would otherwise be trusted as well.
      easy.set(CURLOPT_CAPATH, nil as String?)
      if let trustedCertificates { easy.set(CURLOPT_CAINFO_BLOB, trustedCertificates) }
    case .insecure:
      easy.set(CURLOPT_SSL_VERIFYPEER, false)
      easy.set(CURLOPT_SSL_VERIFYHOST, 0)
    }
    guard let certificateChain, let privateKey else { return }
    easy.set(CURLOPT_SSLCERTTYPE, "PEM")
    easy.set(CURLOPT_SSLKEYTYPE, "PEM")
    easy.set(CURLOPT_SSLCERT_BLOB, certificateChain)
    easy.set(CURLOPT_SSLKEY_BLOB, privateKey)
    // Without a password to try, an encrypted key would make OpenSSL's callback read from a null pointer.
    easy.set(CURLOPT_KEYPASSWD, "")
  }

  private func applyRequest(_ prepared: PreparedRequest, to easy: EasyHandle) {
    let request = prepared.request
    easy.set(CURLOPT_URL, prepared.url)
    easy.set(CURLOPT_PROTOCOLS_STR, "http,https")
    easy.set(CURLOPT_USERAGENT, configuration.userAgent)
    easy.setHeaderLines(prepared.headerLines)
    if let body = prepared.body { easy.setBody(body) }
    if request.method == "HEAD" {
      easy.set(CURLOPT_NOBODY, true)
    } else {
      easy.set(CURLOPT_CUSTOMREQUEST, request.method)
    }
    if let signing = request.signing {
      easy.set(CURLOPT_AWS_SIGV4, "aws:amz:\(signing.region):\(signing.service)")
      easy.set(CURLOPT_USERNAME, signing.keyID)
      easy.set(CURLOPT_PASSWORD, signing.secret)
    }
    if request.acceptsCompression { easy.set(CURLOPT_ACCEPT_ENCODING, "gzip") }
  }
}
