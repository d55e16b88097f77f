import KubeCore

/// What the controller of a replica set or a replication controller reports of it.
struct ReplicaStatus: Sendable {
  let value: JSONValue
  /// When the next pod will have been ready for long enough to count as available.
  let nextCheck: Timestamp?

  /// - Parameter failure: why pods could not be made.
  init(set: JSONValue, _ kind: ReplicaKind, pods: [JSONValue], failure: String?, now: Timestamp) {
    let active = pods.filter(PodFacts.isActive)
    let minReady = set["spec"]?["minReadySeconds"]?.integer ?? 0
    let labels = set["spec"]?["template"]?["metadata"]?["labels"]?.stringMap ?? [:]
    var status: JSONObject = ["replicas": .count(active.count)]
    status.setCount(
      "fullyLabeledReplicas", active.count { pod in labels.allSatisfy { pod.labels[$0.key] == $0.value } })
    status.setCount("readyReplicas", active.count(where: PodFacts.isReady))
    status.setCount(
      "availableReplicas", active.count { PodFacts.isAvailable($0, minReadySeconds: minReady, now: now) })
    if kind.countsTerminating {
      status["terminatingReplicas"] = .count(pods.count { $0.isDeleting && !PodFacts.isFinished($0) })
    }
    status["observedGeneration"] = set.generation.map { .integer($0) }
    status["conditions"] = Self.conditions(set, active: active.count, failure: failure, now: now)
    value = .object(status)
    nextCheck = active.compactMap { PodFacts.availableTime($0, minReadySeconds: minReady) }.filter { $0 > now }.min()
  }

  /// The first failure stays as it is until pods can be made again.
  private static func conditions(_ set: JSONValue, active: Int, failure: String?, now: Timestamp) -> JSONValue? {
    let type = "ReplicaFailure"
    var conditions = set["status"]?["conditions"]?.elements ?? []
    if failure == nil {
      conditions.removeAll { $0["type"]?.string == type }
    } else if let failure, set.condition(type) == nil {
      let isShort = active < Int(clamping: set["spec"]?["replicas"]?.integer ?? 1)
      conditions.append([
        "type": .string(type), "status": "True", "lastTransitionTime": .string(now.wholeSeconds.text),
        "reason": isShort ? "FailedCreate" : "FailedDelete", "message": .string(failure),
      ])
    }
    return conditions.isEmpty ? nil : .array(conditions)
  }
}
