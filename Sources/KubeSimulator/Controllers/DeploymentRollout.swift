import KubeCore

/// A deployment with its replica sets, and what follows from their counts.
struct DeploymentRollout: Sendable {
  let deployment: JSONValue
  /// Oldest first.
  let sets: [JSONValue]
  let newSet: JSONValue?
  let oldSets: [JSONValue]
  let limits: RolloutLimits

  init(deployment: JSONValue, sets: [JSONValue]) {
    self.deployment = deployment
    self.sets = sets.sorted { left, right in
      let (first, second) = (left.creationTime, right.creationTime)
      if let first, let second, first != second { return first < second }
      return left.name < right.name
    }
    limits = RolloutLimits(deployment: deployment)
    let template = Self.withoutHash(deployment["spec"]?["template"] ?? [:])
    let current = self.sets.first { Self.withoutHash($0["spec"]?["template"] ?? [:]) == template }
    newSet = current
    oldSets = self.sets.filter { $0.uid != current?.uid }
  }

  private static func withoutHash(_ template: JSONValue) -> JSONValue {
    var template = template
    if template["metadata"]?["labels"]?["pod-template-hash"] != nil {
      template[["metadata", "labels", "pod-template-hash"]] = nil
    }
    return template
  }

  var wanted: Int { Int(clamping: deployment["spec"]?["replicas"]?.integer ?? 1) }

  static func replicas(_ set: JSONValue) -> Int { Int(clamping: set["spec"]?["replicas"]?.integer ?? 0) }

  static func revision(_ set: JSONValue) -> Int {
    set.annotations["deployment.kubernetes.io/revision"].flatMap { Int($0) } ?? 0
  }

  static func count(_ set: JSONValue, _ field: String) -> Int { Int(clamping: set["status"]?[field]?.integer ?? 0) }

  var highestRevision: Int { sets.map(Self.revision).max() ?? 0 }

  private var total: Int { sets.reduce(0) { $0 + Self.replicas($1) } }
  private func sum(_ field: String) -> Int { sets.reduce(0) { $0 + Self.count($1, field) } }

  /// How many replicas the new set may have now: as many as the surge allows.
  var replicasOfNewSet: Int {
    let current = newSet.map(Self.replicas) ?? 0
    guard deployment["spec"]?["strategy"]?["type"] != "Recreate" else {
      return newSet == nil ? (oldSets.allSatisfy { Self.replicas($0) == 0 } ? wanted : 0) : current
    }
    let room = wanted + limits.surge - total
    guard room > 0 else { return current > wanted ? wanted : current }
    return max(min(current + room, wanted), min(current, wanted))
  }

  /// The old sets with the replicas that may be left of them, unhealthy ones going first.
  var shrunkOldSets: [(set: JSONValue, count: Int)] {
    guard let newSet else { return [] }
    let minimum = wanted - limits.unavailable
    let unavailableNew = Self.replicas(newSet) - Self.count(newSet, "availableReplicas")
    var budget = total - minimum - unavailableNew
    guard budget > 0 else { return [] }
    var counts = oldSets.map { (set: $0, count: Self.replicas($0)) }
    for position in counts.indices where budget > 0 {
      let unhealthy = counts[position].count - Self.count(counts[position].set, "availableReplicas")
      let gone = min(budget, max(0, unhealthy))
      counts[position].count -= gone
      budget -= gone
    }
    var healthyBudget = sum("availableReplicas") - minimum
    for position in counts.indices where healthyBudget > 0 {
      let gone = min(healthyBudget, counts[position].count)
      counts[position].count -= gone
      healthyBudget -= gone
    }
    return counts
  }

  /// What each set becomes when only the number of replicas has changed.
  var scaledSets: [(set: JSONValue, count: Int)] {
    let active = sets.filter { Self.replicas($0) > 0 }
    if active.count <= 1, let only = active.first ?? newSet ?? sets.last { return [(only, wanted)] }
    let allowed = wanted + limits.surge
    var rest = allowed - total
    let bySize = active.sorted { Self.replicas($0) > Self.replicas($1) }
    return bySize.map { set in
      let share = total == 0 ? 0 : Int((Double(Self.replicas(set) * rest) / Double(max(total, 1))).rounded())
      let change = rest > 0 ? min(max(share, 0), rest) : max(min(share, 0), rest)
      rest -= change
      return (set, max(0, Self.replicas(set) + change))
    }
  }

  /// Whether every replica is of the new template, and none of an old one is left.
  var isComplete: Bool {
    guard let newSet else { return false }
    return Self.count(newSet, "replicas") == wanted && sum("replicas") == wanted && sum("availableReplicas") == wanted
  }
}

// MARK: - Status

extension DeploymentRollout {
  func status(now: Timestamp) -> JSONValue {
    let old = deployment["status"] ?? [:]
    let available = sum("availableReplicas")
    var status = JSONObject()
    status["observedGeneration"] = deployment.generation.map { .integer($0) }
    status.setCount("replicas", sum("replicas"))
    status.setCount("updatedReplicas", newSet.map { Self.count($0, "replicas") } ?? 0)
    status.setCount("readyReplicas", sum("readyReplicas"))
    status.setCount("availableReplicas", available)
    status.setCount("unavailableReplicas", max(0, total - available))
    status["terminatingReplicas"] = .count(sum("terminatingReplicas"))
    status["collisionCount"] = old["collisionCount"]
    var conditions = DeploymentConditions(deployment)
    if available >= wanted - limits.unavailable {
      conditions.set(
        "Available", "True", "MinimumReplicasAvailable", "Deployment has minimum availability.", now: now)
    } else {
      conditions.set(
        "Available", "False", "MinimumReplicasUnavailable", "Deployment does not have minimum availability.", now: now)
    }
    if deployment["spec"]?["paused"]?.bool != true, !deployment.isDeleting {
      setProgress(&conditions, from: old, to: status, now: now)
    }
    status["conditions"] = conditions.value
    return .object(status)
  }

  private func setProgress(
    _ conditions: inout DeploymentConditions, from old: JSONValue, to new: JSONObject, now: Timestamp
  ) {
    func count(_ name: String) -> Int64 { new[name]?.integer ?? 0 }
    func before(_ name: String) -> Int64 { old[name]?.integer ?? 0 }
    let reason = conditions["Progressing"]?["reason"]?.string
    if count("replicas") == count("updatedReplicas"), reason == "NewReplicaSetAvailable" { return }
    let subject = newSet.map { "ReplicaSet \"\($0.name)\"" } ?? "Deployment \"\(deployment.name)\""
    let isComplete =
      count("updatedReplicas") == wanted && count("replicas") == wanted && count("availableReplicas") == wanted
    let hasProgressed =
      count("updatedReplicas") > before("updatedReplicas")
      || count("replicas") - count("updatedReplicas") < before("replicas") - before("updatedReplicas")
      || count("readyReplicas") > before("readyReplicas") || count("availableReplicas") > before("availableReplicas")
    if isComplete {
      conditions.set(
        "Progressing", "True", "NewReplicaSetAvailable", "\(subject) has successfully progressed.", now: now)
    } else if hasProgressed {
      conditions.set(
        "Progressing", "True", "ReplicaSetUpdated", "\(subject) is progressing.", now: now, refreshes: true)
    } else if hasTimedOut(conditions, now: now) {
      conditions.set(
        "Progressing", "False", "ProgressDeadlineExceeded", "\(subject) has timed out progressing.", now: now)
    }
  }

  private func hasTimedOut(_ conditions: DeploymentConditions, now: Timestamp) -> Bool {
    guard let deadline = deployment["spec"]?["progressDeadlineSeconds"]?.integer,
      let condition = conditions["Progressing"], condition["reason"] != "NewReplicaSetAvailable",
      let since = condition["lastUpdateTime"]?.string.flatMap({ Timestamp($0) })
    else { return false }
    if condition["reason"] == "ProgressDeadlineExceeded" { return true }
    return now - since > .seconds(deadline)
  }
}
