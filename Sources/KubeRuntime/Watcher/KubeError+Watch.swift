import KubeClient
import KubeCore

extension KubeError {
  /// Whether the server has not reached the version that was asked for: a lagging replica, or a restored backup.
  ///
  /// API servers answer 504 with this cause; older ones only say so in the message.
  var isVersionTooLarge: Bool {
    guard code == .serverTimeout else { return false }
    let causes = status?.details?.causes ?? []
    return causes.contains { $0.reason == "ResourceVersionTooLarge" } || message.contains("Too large resource version")
  }

  /// Whether another version must be asked for.
  var meansVersionUnavailable: Bool { code == .gone || isVersionTooLarge }

  /// Whether the same watch would most likely fail in the same way again.
  var blamesContent: Bool { [.serverFailure, .undecodableAnswer, .answerTooLarge].contains(code) }
}
