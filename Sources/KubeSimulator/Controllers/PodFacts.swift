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
    guard let since = pod.condition("Ready")?["lastTransitionTime"]?.string.flatMap({ Timestamp($0) }) else {
      return false
    }
    return now - since >= .seconds(minReadySeconds)
  }

  /// Which of two pods goes first when a replica set shrinks.
  ///
  /// The order is that of `controller.ActivePodsWithRanks` in Kubernetes, without the spread over nodes.
  static func goesFirst(_ left: JSONValue, _ right: JSONValue) -> Bool {
    let first = rank(left)
    let second = rank(right)
    for (a, b) in zip(first, second) where a != b { return a < b }
    // The younger one, then by name, so that the choice is the same each time.
    if left.creationTime != right.creationTime {
      return (left.creationTime ?? Timestamp(seconds: 0)) > (right.creationTime ?? Timestamp(seconds: 0))
    }
    return left.name < right.name
  }

  private static func rank(_ pod: JSONValue) -> [Int64] {
    let isBound = pod["spec"]?["nodeName"]?.string?.isEmpty == false
    let phase: Int64 =
      switch pod["status"]?["phase"]?.string {
      case "Pending": 0
      case "Running": 2
      default: 1
      }
    let cost = pod.annotations["controller.kubernetes.io/pod-deletion-cost"].flatMap { Int64($0) } ?? 0
    return [isBound ? 1 : 0, phase, isReady(pod) ? 1 : 0, cost]
  }
}
