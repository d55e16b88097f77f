import KubeCore

extension SimulatedCluster {
  private static let revision = "deployment.kubernetes.io/revision"
  private static let desiredReplicas = "deployment.kubernetes.io/desired-replicas"
  private static let maxReplicas = "deployment.kubernetes.io/max-replicas"
  private static let hashLabel = "pod-template-hash"

  /// Brings replica sets to what their deployments want, one step each.
  mutating func syncDeployments(now: Timestamp) {
    for (key, _) in store.objects(in: BuiltIn.deployments.storage) { syncDeployment(key, now: now) }
  }

  /// Looks again at what changes with the time alone: readiness that must last, and progress that has a deadline.
  mutating func syncTimedWorkloads(now: Timestamp) {
    for (_, set) in store.objects(in: BuiltIn.replicaSets.storage)
    where (set["spec"]?["minReadySeconds"]?.integer ?? 0) > 0 {
      sync(replicaSet: set, now: now)
    }
    for (key, deployment) in store.objects(in: BuiltIn.deployments.storage)
    where deployment.condition("Progressing")?["reason"] != "NewReplicaSetAvailable" {
      syncDeployment(key, now: now)
    }
  }

  private mutating func syncDeployment(_ key: ObjectKey, now: Timestamp) {
    guard let deployment = store[StoredKey(storage: BuiltIn.deployments.storage, key: key)],
      let selector = selector(of: deployment)
    else { return }
    if !deployment.isDeleting { adoptReplicaSets(for: deployment, selector, now: now) }
    let sets = controlled(by: deployment, in: BuiltIn.replicaSets.storage)
    var rollout = DeploymentRollout(deployment: deployment, sets: sets)
    if deployment.isDeleting { return updateStatus(rollout, now: now) }
    if pauseOrResume(deployment, now: now) { return }
    guard deployment["spec"]?["paused"]?.bool != true else {
      scaleProportionally(rollout, now: now)
      return updateStatus(rollout, now: now)
    }
    if rollout.newSet == nil {
      makeNewSet(rollout, now: now)
      rollout = refreshed(rollout)
      guard rollout.newSet != nil else { return }
    }
    if alignRevision(rollout, now: now) { return }
    if isScaling(rollout) {
      scaleProportionally(rollout, now: now)
    } else if rollout.deployment["spec"]?["strategy"]?["type"] == "Recreate" {
      stepRecreate(rollout, now: now)
    } else {
      stepRolling(rollout, now: now)
    }
    cleanUp(rollout, now: now)
    // The status tells of the sets as they were seen; what has just changed is counted in the next round.
    updateStatus(rollout, now: now)
  }

  private func refreshed(_ rollout: DeploymentRollout) -> DeploymentRollout {
    let key = StoredKey(storage: BuiltIn.deployments.storage, key: rollout.deployment.key)
    let deployment = store[key] ?? rollout.deployment
    return DeploymentRollout(deployment: deployment, sets: controlled(by: deployment, in: BuiltIn.replicaSets.storage))
  }

  private mutating func adoptReplicaSets(for deployment: JSONValue, _ selector: LabelSelector, now: Timestamp) {
    for (_, set) in store.objects(in: BuiltIn.replicaSets.storage, namespace: deployment.namespace)
    where set.controllerUID == nil && !set.isDeleting && selector.matches(set.labels) {
      var adopted = set
      let owner = Self.controllerReference(deployment, BuiltIn.deployments)
      adopted.setMetadata("ownerReferences", .array(set.ownerReferences + [owner]))
      updateInternally(BuiltIn.replicaSets, set, to: adopted, now: now)
    }
  }

  /// Notes in the conditions that a deployment was paused or goes on.
  ///
  /// - Returns: whether anything was written.
  private mutating func pauseOrResume(_ deployment: JSONValue, now: Timestamp) -> Bool {
    let reason = deployment.condition("Progressing")?["reason"]?.string
    guard reason != "ProgressDeadlineExceeded" else { return false }
    let isPaused = deployment["spec"]?["paused"]?.bool == true
    var conditions = DeploymentConditions(deployment)
    if isPaused, reason != "DeploymentPaused" {
      conditions.set("Progressing", "Unknown", "DeploymentPaused", "Deployment is paused", now: now)
    } else if !isPaused, reason == "DeploymentPaused" {
      conditions.set("Progressing", "Unknown", "DeploymentResumed", "Deployment is resumed", now: now)
    } else {
      return false
    }
    var new = deployment
    new[["status", "conditions"]] = conditions.value
    updateInternally(BuiltIn.deployments, deployment, to: new, subresource: "status", now: now)
    return true
  }

  // MARK: - Replica sets

  private mutating func makeNewSet(_ rollout: DeploymentRollout, now: Timestamp) {
    let deployment = rollout.deployment
    let template = deployment["spec"]?["template"] ?? [:]
    let hash = TemplateHash.text(template)
    let name = "\(deployment.name)-\(hash)"
    var labelled = template
    labelled[["metadata", "labels", Self.hashLabel]] = .string(hash)
    var selector = deployment["spec"]?["selector"] ?? [:]
    selector[["matchLabels", Self.hashLabel]] = .string(hash)
    let number = String(rollout.highestRevision + 1)
    var spec: JSONObject = [
      "replicas": .count(rollout.replicasOfNewSet), "selector": selector, "template": labelled,
    ]
    spec["minReadySeconds"] = deployment["spec"]?["minReadySeconds"]
    let set: JSONValue = [
      "metadata": [
        "name": .string(name), "namespace": .string(deployment.namespace ?? ""),
        "labels": labelled["metadata"]?["labels"] ?? [:],
        "annotations": .init(annotations(rollout, revision: number)),
        "ownerReferences": [Self.controllerReference(deployment, BuiltIn.deployments)],
      ],
      "spec": .object(spec),
    ]
    guard createInternally(BuiltIn.replicaSets, set, manager: Self.controllerManager, now: now) != nil else { return }
    var conditions = DeploymentConditions(deployment)
    conditions.set("Progressing", "True", "NewReplicaSetCreated", "Created new replica set \"\(name)\"", now: now)
    var new = deployment
    new[["metadata", "annotations", Self.revision]] = .string(number)
    new[["status", "conditions"]] = conditions.value
    updateInternally(BuiltIn.deployments, deployment, to: new, subresource: "status", now: now)
  }

  private func annotations(_ rollout: DeploymentRollout, revision: String) -> [String: String] {
    var result = rollout.deployment.annotations.filter {
      $0.key != "kubectl.kubernetes.io/last-applied-configuration" && !$0.key.hasPrefix("deployment.kubernetes.io/")
    }
    result[Self.revision] = revision
    result[Self.desiredReplicas] = String(rollout.wanted)
    result[Self.maxReplicas] = String(rollout.wanted + rollout.limits.surge)
    return result
  }

  /// Gives the new replica set the highest revision, when an older template has become the new one again.
  private mutating func alignRevision(_ rollout: DeploymentRollout, now: Timestamp) -> Bool {
    guard let set = rollout.newSet else { return false }
    let highestOld = rollout.oldSets.map(DeploymentRollout.revision).max() ?? 0
    var number = DeploymentRollout.revision(set)
    if number <= highestOld, highestOld > 0 {
      number = highestOld + 1
      var raised = set
      raised[["metadata", "annotations", Self.revision]] = .string(String(number))
      updateInternally(BuiltIn.replicaSets, set, to: raised, now: now)
    }
    guard rollout.deployment.annotations[Self.revision] != String(number) else { return false }
    var new = rollout.deployment
    new[["metadata", "annotations", Self.revision]] = .string(String(number))
    var conditions = DeploymentConditions(rollout.deployment)
    conditions.set(
      "Progressing", "True", "FoundNewReplicaSet", "Found new replica set \"\(set.name)\"", now: now)
    new[["status", "conditions"]] = conditions.value
    updateInternally(BuiltIn.deployments, rollout.deployment, to: new, subresource: "status", now: now)
    return true
  }

  private mutating func scale(_ set: JSONValue, to count: Int, _ rollout: DeploymentRollout, now: Timestamp) {
    var new = set
    new[["spec", "replicas"]] = .count(max(0, count))
    new[["metadata", "annotations", Self.desiredReplicas]] = .string(String(rollout.wanted))
    new[["metadata", "annotations", Self.maxReplicas]] = .string(String(rollout.wanted + rollout.limits.surge))
    updateInternally(BuiltIn.replicaSets, set, to: new, now: now)
  }

  private func isScaling(_ rollout: DeploymentRollout) -> Bool {
    rollout.sets.contains { set in
      DeploymentRollout.replicas(set) > 0
        && set.annotations[Self.desiredReplicas].flatMap { Int($0) } ?? rollout.wanted != rollout.wanted
    }
  }

  /// A change of the number of replicas alone: the only active set takes it whole, several share it by their size.
  private mutating func scaleProportionally(_ rollout: DeploymentRollout, now: Timestamp) {
    for (set, count) in rollout.scaledSets {
      let isNoted = set.annotations[Self.desiredReplicas] == String(rollout.wanted)
      if DeploymentRollout.replicas(set) != count || !isNoted { scale(set, to: count, rollout, now: now) }
    }
  }

  private mutating func stepRolling(_ rollout: DeploymentRollout, now: Timestamp) {
    guard let newSet = rollout.newSet else { return }
    let count = rollout.replicasOfNewSet
    if count != DeploymentRollout.replicas(newSet) { return scale(newSet, to: count, rollout, now: now) }
    for (set, count) in rollout.shrunkOldSets where count != DeploymentRollout.replicas(set) {
      scale(set, to: count, rollout, now: now)
    }
  }

  private mutating func stepRecreate(_ rollout: DeploymentRollout, now: Timestamp) {
    for set in rollout.oldSets where DeploymentRollout.replicas(set) > 0 { scale(set, to: 0, rollout, now: now) }
    let oldPods = rollout.oldSets.flatMap { controlled(by: $0, in: BuiltIn.pods.storage) }
    guard oldPods.allSatisfy(PodFacts.isFinished), let newSet = rollout.newSet,
      DeploymentRollout.replicas(newSet) != rollout.wanted
    else { return }
    scale(newSet, to: rollout.wanted, rollout, now: now)
  }

  /// Removes old replica sets beyond the history that the deployment keeps.
  private mutating func cleanUp(_ rollout: DeploymentRollout, now: Timestamp) {
    guard rollout.isComplete, let limit = rollout.deployment["spec"]?["revisionHistoryLimit"]?.integer else { return }
    let idle = rollout.oldSets.filter { set in
      DeploymentRollout.replicas(set) == 0 && set["status"]?["replicas"]?.integer == 0 && !set.isDeleting
        && set.generation == set["status"]?["observedGeneration"]?.integer
    }
    let surplus = idle.count - Int(clamping: limit)
    guard surplus > 0 else { return }
    let oldest = idle.sorted { DeploymentRollout.revision($0) < DeploymentRollout.revision($1) }
    for set in oldest.prefix(surplus) { delete(set, BuiltIn.replicaSets, DeleteOptions(), now: now) }
  }

  // MARK: - Status

  private mutating func updateStatus(_ rollout: DeploymentRollout, now: Timestamp) {
    let status = rollout.status(now: now)
    guard status != rollout.deployment["status"] else { return }
    var new = rollout.deployment
    new["status"] = status
    updateInternally(BuiltIn.deployments, rollout.deployment, to: new, subresource: "status", now: now)
  }
}
