import KubeCore

/// The status of a deployment, as its controller writes it.
extension DeploymentRollout {
  /// - Parameter tellsProgress: whether the condition `Progressing` is kept too, as it is while a rollout is acted on.
  func status(now: Timestamp, tellsProgress: Bool) -> JSONValue {
    let old = deployment["status"] ?? [:]
    let available = sum("availableReplicas")
    var status = JSONObject()
    status["observedGeneration"] = deployment.generation.map { .integer($0) }
    status.setCount("replicas", sum("replicas"))
    status.setCount("updatedReplicas", newSet?.statusCount("replicas") ?? 0)
    status.setCount("readyReplicas", sum("readyReplicas"))
    status.setCount("availableReplicas", available)
    status.setCount("unavailableReplicas", max(0, total - available))
    status["terminatingReplicas"] = .count(sum("terminatingReplicas"))
    status["collisionCount"] = old["collisionCount"]
    var conditions = DeploymentConditions(deployment)
    if available >= minimum {
      conditions.set(
        "Available", "True", "MinimumReplicasAvailable", "Deployment has minimum availability.", now: now)
    } else {
      conditions.set(
        "Available", "False", "MinimumReplicasUnavailable", "Deployment does not have minimum availability.", now: now)
    }
    if tellsProgress {
      setProgress(&conditions, from: old, to: .object(status), now: now)
      setFailure(&conditions)
    }
    status["conditions"] = conditions.value
    return .object(status)
  }

  private func setProgress(
    _ conditions: inout DeploymentConditions, from old: JSONValue, to new: JSONValue, now: Timestamp
  ) {
    guard progressDeadline != nil else { return conditions.remove("Progressing") }
    let isSettled = conditions["Progressing"]?["reason"] == "NewReplicaSetAvailable"
    if isSettled, new["replicas"] == new["updatedReplicas"] { return }
    let subject = newSet.map { "ReplicaSet \"\($0.name)\"" } ?? "Deployment \"\(deployment.name)\""
    if Self.isComplete(new, wanted: wanted, generation: deployment.generation) {
      conditions.set(
        "Progressing", "True", "NewReplicaSetAvailable", "\(subject) has successfully progressed.", now: now)
    } else if Self.hasProgressed(from: old, to: new) {
      conditions.set(
        "Progressing", "True", "ReplicaSetUpdated", "\(subject) is progressing.", now: now, refreshes: true)
    } else if hasTimedOut(now: now) {
      conditions.set(
        "Progressing", "False", "ProgressDeadlineExceeded", "\(subject) has timed out progressing.", now: now)
    }
  }

  private static func hasProgressed(from old: JSONValue, to new: JSONValue) -> Bool {
    func count(_ status: JSONValue, _ field: String) -> Int64 { status[field]?.integer ?? 0 }
    func outdated(_ status: JSONValue) -> Int64 { count(status, "replicas") - count(status, "updatedReplicas") }
    return outdated(new) < outdated(old)
      || ["updatedReplicas", "readyReplicas", "availableReplicas"].contains { count(new, $0) > count(old, $0) }
  }

  private func hasTimedOut(now: Timestamp) -> Bool {
    guard let deadline = progressDeadline, let condition = deployment.condition("Progressing"),
      condition["reason"] != "NewReplicaSetAvailable"
    else { return false }
    if condition["reason"] == "ProgressDeadlineExceeded" { return true }
    let since = condition["lastUpdateTime"]?.string.flatMap { Timestamp($0) }
    return since.map { $0 + .seconds(deadline) < now } ?? false
  }

  /// When the missing progress is to be looked for; `nil` when none is due.
  func progressCheck(now: Timestamp) -> Timestamp? {
    guard let deadline = progressDeadline, !isComplete, let condition = deployment.condition("Progressing"),
      !["ProgressDeadlineExceeded", "NewReplicaSetAvailable"].contains(condition["reason"]?.string),
      let since = condition["lastUpdateTime"]?.string.flatMap({ Timestamp($0) })
    else { return nil }
    // A second later than the deadline, since the condition's time is without its fraction.
    return max(since + .seconds(deadline), now) + .seconds(1)
  }

  /// The failure of the new set comes first, then that of any other.
  private func setFailure(_ conditions: inout DeploymentConditions) {
    let failures = ([newSet].compactMap { $0 } + oldSets).compactMap { $0.condition("ReplicaFailure") }
    if let first = failures.first { conditions.adopt(first) } else { conditions.remove("ReplicaFailure") }
  }
}
