import KubeClient
import KubeCore

extension KubeError {
  /// Whether another version must be asked for.
  var meansVersionUnavailable: Bool { code == .gone || isResourceVersionTooLarge }

  /// Whether the same watch would most likely fail in the same way again.
  var blamesContent: Bool { [.serverFailure, .undecodableAnswer, .answerTooLarge].contains(code) }
}
