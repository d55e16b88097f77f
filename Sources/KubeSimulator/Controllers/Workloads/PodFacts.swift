import KubeCore

/// What the controllers want to know of a pod.
enum PodFacts {
  static func isReady(_ pod: JSONValue) -> Bool { pod.condition("Ready")?["status"] == "True" }

  static func isFinished(_ pod: JSONValue) -> Bool {
    ["Succeeded", "Failed"].contains(pod["status"]?["phase"]?.string)
  }

  static func isActive(_ pod: JSONValue) -> Bool { !isFinished(pod) && !pod.isDeleting }

  /// Ready for at least the time that its controller asks for.
  static func isAvailable(_ pod: JSONValue, minReadySeconds: Int64, now: Timestamp) -> Bool {
    guard isReady(pod) else { return false }
    guard minReadySeconds > 0 else { return true }
    return availableTime(pod, minReadySeconds: minReadySeconds).map { $0 <= now } ?? false
  }

  /// When a pod that is ready will have been so for long enough; `nil` when it is not, or when no time is asked for.
  static func availableTime(_ pod: JSONValue, minReadySeconds: Int64) -> Timestamp? {
    guard minReadySeconds > 0, isReady(pod) else { return nil }
    let since = pod.condition("Ready")?["lastTransitionTime"]?.string.flatMap { Timestamp($0) }
    return since.map { $0 + .seconds(minReadySeconds) }
  }
}
