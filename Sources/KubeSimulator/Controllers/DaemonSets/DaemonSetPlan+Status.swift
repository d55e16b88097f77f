import KubeCore

/// What is reported of a daemon set.
extension DaemonSetPlan {
  /// The status, which counts the pods as they were at the start of the look.
  var status: JSONValue {
    var (current, misplaced, ready, updated, available) = (0, 0, 0, 0, 0)
    for node in nodes {
      guard let pod = pods[node.name]?.min(by: Self.isOlder) else { continue }
      guard node.runs else {
        misplaced += 1
        continue
      }
      current += 1
      if PodFacts.isReady(pod) { ready += 1 }
      if isAvailable(pod) { available += 1 }
      if isUpdated(pod) { updated += 1 }
    }
    var status: JSONObject = [
      "currentNumberScheduled": .count(current), "numberMisscheduled": .count(misplaced),
      "desiredNumberScheduled": .count(desired), "numberReady": .count(ready),
    ]
    status["observedGeneration"] = set.generation.map { .integer($0) }
    status.setCount("updatedNumberScheduled", updated)
    status.setCount("numberAvailable", available)
    status.setCount("numberUnavailable", desired - available)
    for name in ["collisionCount", "conditions"] { status[name] = set["status"]?[name] }
    return .object(status)
  }

  /// When the next pod will have been ready for long enough.
  var nextAvailable: Timestamp? {
    pods.values.joined().compactMap { PodFacts.availableTime($0, minReadySeconds: minReadySeconds) }.filter { $0 > now }
      .min()
  }
}
