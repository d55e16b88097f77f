import KubeCore

/// Which of a replica set's pods go first when it shrinks.
///
/// Source: `controller.ActivePodsWithRanks` of Kubernetes 1.36. Ages are compared by the power of two of their
/// nanoseconds, so that among pods of about the same age the uid decides, which is as good as chance.
struct PodDeletionOrder: Sendable {
  private let colocated: [String: Int]
  private let now: Timestamp

  /// - Parameter related: the active pods of all replica sets with the same controller.
  init(related: [JSONValue], now: Timestamp) {
    var counts: [String: Int] = [:]
    for pod in related where PodFacts.isActive(pod) { counts[Self.node(pod), default: 0] += 1 }
    colocated = counts
    self.now = now
  }

  /// The pods, the first one to go first.
  func sorted(_ pods: [JSONValue]) -> [JSONValue] { pods.sorted(by: goesFirst) }

  func goesFirst(_ left: JSONValue, _ right: JSONValue) -> Bool {
    for (first, second) in zip(ranks(left), ranks(right)) where first != second { return first < second }
    if PodFacts.isReady(left), PodFacts.isReady(right), let goes = isYounger(readyTime, left, right) { return goes }
    for (first, second) in zip(Self.restarts(left), Self.restarts(right)) where first != second {
      return first > second
    }
    return isYounger(\.creationTime, left, right) ?? (left.name < right.name)
  }

  /// No node, phase, readiness, deletion cost, company on the node: lower ones go first.
  private func ranks(_ pod: JSONValue) -> [Int64] {
    let node = Self.node(pod)
    let phase: Int64 =
      switch pod["status"]?["phase"]?.string {
      case "Pending": 0
      case "Running": 2
      default: 1
      }
    let cost = pod.annotations["controller.kubernetes.io/pod-deletion-cost"].flatMap { Int32($0) } ?? 0
    return [
      node.isEmpty ? 0 : 1, phase, PodFacts.isReady(pod) ? 1 : 0, Int64(cost), -Int64(colocated[node] ?? 0),
    ]
  }

  /// - Returns: `nil` when both times are the same.
  private func isYounger(_ time: (JSONValue) -> Timestamp?, _ left: JSONValue, _ right: JSONValue) -> Bool? {
    let (first, second) = (time(left), time(right))
    guard first != second else { return nil }
    guard let first, let second else { return first == nil }
    let (leftBucket, rightBucket) = (bucket(first), bucket(second))
    return leftBucket == rightBucket ? (left.uid ?? "") < (right.uid ?? "") : leftBucket < rightBucket
  }

  private func bucket(_ time: Timestamp) -> Int {
    let age = (now - time).components
    let nanoseconds = Int64(clamping: Int128(age.seconds) * 1_000_000_000 + Int128(age.attoseconds / 1_000_000_000))
    return nanoseconds > 0 ? 63 - nanoseconds.leadingZeroBitCount : -1
  }

  private func readyTime(_ pod: JSONValue) -> Timestamp? {
    pod.condition("Ready")?["lastTransitionTime"]?.string.flatMap { Timestamp($0) }
  }

  private static func node(_ pod: JSONValue) -> String { pod["spec"]?["nodeName"]?.string ?? "" }

  /// The most restarts of a container, and of a sidecar.
  private static func restarts(_ pod: JSONValue) -> [Int64] {
    let sidecars = Set(
      (pod["spec"]?["initContainers"]?.elements ?? []).filter { $0["restartPolicy"] == "Always" }
        .compactMap { $0["name"]?.string })
    let regular = pod["status"]?["containerStatuses"]?.elements ?? []
    let initial = (pod["status"]?["initContainerStatuses"]?.elements ?? []).filter {
      $0["name"]?.string.map(sidecars.contains) ?? false
    }
    return [regular, initial].map { $0.compactMap { $0["restartCount"]?.integer }.max() ?? 0 }
  }
}
