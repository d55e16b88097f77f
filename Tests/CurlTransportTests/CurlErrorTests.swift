import CCurl
import Testing

@testable import CurlTransport

@Suite struct CurlErrorTests {
  @Test(arguments: [
    (CURLE_COULDNT_RESOLVE_HOST, CurlError.Code.couldNotResolve), (CURLE_COULDNT_CONNECT, .couldNotConnect),
    (CURLE_OPERATION_TIMEDOUT, .couldNotConnect), (CURLE_PEER_FAILED_VERIFICATION, .certificateRejected),
    (CURLE_SSL_CONNECT_ERROR, .tlsFailure), (CURLE_GOT_NOTHING, .connectionLost), (CURLE_PARTIAL_FILE, .connectionLost),
    (CURLE_HTTP2_STREAM, .connectionLost), (CURLE_WEIRD_SERVER_REPLY, .protocolError),
    (CURLE_URL_MALFORMAT, .invalidRequest), (CURLE_OUT_OF_MEMORY, .other),
  ] as [(CURLcode, CurlError.Code)])
  func classification(result: CURLcode, code: CurlError.Code) {
    let error = CurlError(result: result, message: "", host: "a:1")
    #expect(error.code == code)
    #expect(error.resultCode == Int(result.rawValue))
    #expect(error.description.hasPrefix("\(code) (a:1): "))
    #expect(!error.message.isEmpty)
  }

  @Test func certificateAlertsAfterTheHandshakeAreTLSFailures() {
    let alert = "OpenSSL SSL_read: error:0A00045C:SSL routines::tlsv13 alert certificate required, errno 0"
    #expect(CurlError(result: CURLE_RECV_ERROR, message: alert, host: nil).code == .tlsFailure)
    #expect(CurlError(result: CURLE_RECV_ERROR, message: "Connection reset by peer", host: nil).code == .connectionLost)
  }

  @Test func failuresThatMayPassAreTransient() {
    let transient: [CurlError.Code] = [
      .couldNotResolve, .couldNotConnect, .timeout, .idleTimeout, .connectionLost, .readerTooSlow,
    ]
    let lasting: [CurlError.Code] = [
      .tlsFailure, .certificateRejected, .cancelled, .bodyTooLarge, .protocolError, .invalidRequest, .shutdown, .other,
    ]
    #expect(transient.allSatisfy { CurlError($0, "").isTransient })
    #expect(!lasting.contains { CurlError($0, "").isTransient })
  }

  @Test func identitiesHideTheirKeys() {
    let identity = CurlConfiguration.Identity(certificateChain: [1], privateKey: Array("secret".utf8))
    var dumped = ""
    dump(identity, to: &dumped)
    #expect(!"\(identity) \(dumped)".contains("115"))
  }
}
