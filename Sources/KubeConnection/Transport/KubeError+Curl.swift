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
    let place = error.host.map { "the server \($0)" } ?? "the server"
    let message =
      switch code {
      case .unreachable: "\(place) cannot be reached: \(error.message)"
      case .tlsFailure: "no secure connection to \(place): \(error.message)"
      default: error.description
      }
    self.init(code, message: message)
  }
}
