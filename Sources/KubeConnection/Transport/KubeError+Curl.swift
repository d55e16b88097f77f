import CurlTransport
import KubeClient

extension KubeError {
  init(_ error: CurlError) {
    let code: Code =
      switch error.code {
      case .couldNotResolve, .couldNotConnect, .proxyRefused: .unreachable
      case .tlsFailure, .certificateRejected: .tlsFailure
      case .timeout, .idleTimeout: .timeout
      case .cancelled, .shutdown: .cancelled
      case .retired: .connectionLost
      case .bodyTooLarge: .answerTooLarge
      case .invalidRequest: .invalidRequest
      default: .connectionLost
      }
    self.init(code, message: error.description)
  }
}
