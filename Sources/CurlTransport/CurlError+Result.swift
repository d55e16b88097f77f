import CCurl

extension CurlError {
  /// Classifies what libcurl ended a transfer with.
  init(result: CURLcode, message: String, host: String?) {
    let text = message.isEmpty ? String(cString: curl_easy_strerror(result)) : message
    self.init(Code(result: result, message: text), text, host: host, resultCode: Int(result.rawValue))
  }
}

extension CurlError.Code {
  init(result: CURLcode, message: String) {
    switch result {
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY:
      self = .couldNotResolve
    // The transport keeps its own time for everything after the connection, so libcurl only times connecting.
    case CURLE_COULDNT_CONNECT, CURLE_OPERATION_TIMEDOUT:
      self = .couldNotConnect
    case CURLE_PROXY:
      self = .proxyRefused
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS:
      self = .certificateRejected
    case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CIPHER,
      CURLE_SSL_ENGINE_INITFAILED, CURLE_SSL_CRL_BADFILE, CURLE_SSL_CLIENTCERT, CURLE_USE_SSL_FAILED:
      self = .tlsFailure
    case CURLE_SEND_ERROR, CURLE_RECV_ERROR:
      // So libcurl puts a proxy's refusal of a tunnel.
      if message.contains("from proxy after CONNECT") || message.contains("CONNECT tunnel failed") {
        self = .proxyRefused
        return
      }
      // TLS 1.3 servers reject a client certificate after the handshake, when libcurl already reads the response.
      self = message.contains("SSL routines") && message.contains("alert") ? .tlsFailure : .connectionLost
    case CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE, CURLE_HTTP2, CURLE_HTTP2_STREAM, CURLE_SEND_FAIL_REWIND:
      self = .connectionLost
    // The scheme of the URL was checked before: the protocol that is not supported is the server's.
    case CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING, CURLE_UNSUPPORTED_PROTOCOL:
      self = .protocolError
    case CURLE_URL_MALFORMAT:
      self = .invalidRequest
    default:
      self = .other
    }
  }
}
