import KubeCore

/// What a stateful set's controller reports of it.
struct StatefulSetStatus: Sendable, Hashable {
  var generation: Int64
  var replicas = 0
  var ready = 0
  var available = 0
  var current = 0
  var updated = 0
  var currentRevision: String
  var updateRevision: String
  var collisions: Int64

  init(_ plan: StatefulSetPlan, pods: [JSONValue], collisions: Int64) {
    generation = plan.set.generation ?? 0
    currentRevision = plan.current.name
    updateRevision = plan.update.name
    self.collisions = collisions
    for pod in pods { count(pod, plan) }
  }

  private mutating func count(_ pod: JSONValue, _ plan: StatefulSetPlan) {
    replicas += 1
    if pod["status"]?["phase"] == "Running", PodFacts.isReady(pod) {
      ready += 1
      if plan.isAvailable(pod) { available += 1 }
    }
    guard !pod.isDeleting else { return }
    let revision = PodOrdinal.revision(of: pod)
    if revision == currentRevision { current += 1 }
    if revision == updateRevision { updated += 1 }
  }

  /// An update of which all pods are there and ready is over.
  mutating func complete(_ set: JSONValue) {
    let wanted = Int(clamping: set["spec"]?["replicas"]?.integer ?? 1)
    guard set["spec"]?["updateStrategy"]?["type"] == "RollingUpdate",
      [updated, ready, replicas].allSatisfy({ $0 == wanted })
    else { return }
    current = updated
    currentRevision = updateRevision
  }

  /// Whether a set's status must be written; collisions alone are no reason.
  func differs(from set: JSONValue) -> Bool {
    let status = set["status"] ?? [:]
    return generation > status["observedGeneration"]?.integer ?? 0
      || replicas != set.statusCount("replicas") || ready != set.statusCount("readyReplicas")
      || available != set.statusCount("availableReplicas") || current != set.statusCount("currentReplicas")
      || updated != set.statusCount("updatedReplicas")
      || currentRevision != status["currentRevision"]?.string ?? ""
      || updateRevision != status["updateRevision"]?.string ?? ""
  }

  var value: JSONValue {
    var status: JSONObject = [
      "observedGeneration": .integer(generation), "replicas": .count(replicas),
    ]
    status.setCount("readyReplicas", ready)
    status.setCount("currentReplicas", current)
    status.setCount("updatedReplicas", updated)
    status["currentRevision"] = .string(currentRevision)
    status["updateRevision"] = .string(updateRevision)
    status["collisionCount"] = .integer(collisions)
    status["availableReplicas"] = .count(available)
    return .object(status)
  }
}
