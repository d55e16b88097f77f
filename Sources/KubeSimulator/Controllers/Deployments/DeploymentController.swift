import KubeCore

/// Brings replica sets to what their deployments want.
///
/// The steps and their order are those of the deployment controller of Kubernetes 1.36. As there, the status tells of
/// the sets as they were seen: what a look has changed is counted in the next one. A look that writes the deployment a
/// second time is refused, since the controller does not take over the version that its first write has given; the next
/// one goes on.
extension SimulatedCluster {
  private static let component = "deployment-controller"

  mutating func syncDeployment(_ key: ObjectKey, now: Timestamp) {
    let item = WorkItem(controller: .deployments, key: key)
    do throws(APIFailure) {
      try lookAtDeployment(key, now: now)
      queue.forgetFailures(of: item)
    } catch {
      // What somebody else has changed is looked at again for that reason alone.
      if !error.isConflict, !error.isNamespaceEnding { queue.retry(item, after: now) }
    }
  }

  private mutating func lookAtDeployment(_ key: ObjectKey, now: Timestamp) throws(APIFailure) {
    guard let deployment = store[StoredKey(storage: BuiltIn.deployments.storage, key: key)],
      let selector = selector(of: deployment)
    else { return }
    claim(BuiltIn.replicaSets, for: deployment, BuiltIn.deployments, selector, now: now)
    var rollout = DeploymentRollout(
      deployment: deployment, sets: controlled(by: deployment, in: BuiltIn.replicaSets.storage))
    guard !deployment.isDeleting else {
      try alignNewSet(&rollout, now: now)
      return try writeStatus(&rollout, now: now, tellsProgress: false)
    }
    try noteWhetherPaused(&rollout, now: now)
    let hasChanged = try alignNewSet(&rollout, now: now)
    // Unless it is paused, the controller aligns the set twice by what it saw at first, and the second time is refused.
    guard rollout.isPaused || !hasChanged else { return }
    if rollout.isPaused || rollout.isScaling {
      try scaleProportionally(rollout, now: now)
      if rollout.isPaused { cleanUp(rollout, now: now) }
      return try writeStatus(&rollout, now: now, tellsProgress: false)
    }
    if rollout.recreates { try recreate(&rollout, now: now) } else { try roll(&rollout, now: now) }
    try writeStatus(&rollout, now: now, tellsProgress: true)
  }

  // MARK: - Strategies

  /// One step of a rolling update: first up, then down.
  private mutating func roll(_ rollout: inout DeploymentRollout, now: Timestamp) throws(APIFailure) {
    try makeNewSet(&rollout, now: now)
    guard let newSet = rollout.newSet else { return }
    let current = DeploymentRollout.replicas(newSet)
    let size = current > rollout.wanted ? rollout.wanted : rollout.sizeOfNewSet(current: current)
    if try scale(newSet, to: size, rollout, now: now) != nil { return }
    if try shrinkOldSets(rollout, now: now) { return }
    if rollout.isComplete { cleanUp(rollout, now: now) }
  }

  /// First the replicas that are not available anyway, then as many others as can be spared.
  private mutating func shrinkOldSets(_ seen: DeploymentRollout, now: Timestamp) throws(APIFailure) -> Bool {
    let budget = seen.removable
    let active = seen.activeOldSets
    // What a set that has not acted on its new size counts is no longer true.
    guard budget > 0, !active.isEmpty, active.allSatisfy(DeploymentRollout.hasActed) else { return false }
    var rollout = seen
    var removed = 0
    for set in rollout.activeOldSets {
      guard let size = rollout.sizeWithoutUnhealthy(set, budget: budget, removed: removed) else { continue }
      removed += DeploymentRollout.replicas(set) - size
      if let scaled = try scale(set, to: size, rollout, now: now) { rollout.update(scaled) }
    }
    var surplus = rollout.sum("availableReplicas") - rollout.minimum
    for set in rollout.activeOldSets where surplus > 0 {
      let size = DeploymentRollout.replicas(set)
      let gone = min(size, surplus)
      surplus -= gone
      removed += gone
      try scale(set, to: size - gone, rollout, now: now)
    }
    return removed > 0
  }

  /// First all old pods go, then the new ones come.
  private mutating func recreate(_ rollout: inout DeploymentRollout, now: Timestamp) throws(APIFailure) {
    let active = rollout.activeOldSets
    for set in active { try scale(set, to: 0, rollout, now: now) }
    guard active.isEmpty, !hasOldPods(rollout) else { return }
    try makeNewSet(&rollout, now: now)
    guard let newSet = rollout.newSet else { return }
    try scale(newSet, to: rollout.wanted, rollout, now: now)
    if rollout.isComplete { cleanUp(rollout, now: now) }
  }

  private func hasOldPods(_ rollout: DeploymentRollout) -> Bool {
    rollout.oldSets.contains { set in
      set.statusCount("replicas") > 0
        || !controlled(by: set, in: BuiltIn.pods.storage).allSatisfy(PodFacts.isFinished)
    }
  }

  // MARK: - Sizes

  private mutating func scaleProportionally(_ rollout: DeploymentRollout, now: Timestamp) throws(APIFailure) {
    for (set, size, notesSizes) in rollout.proportionalSizes {
      try scale(set, to: size, rollout, now: now, notesSizes: notesSizes)
    }
  }

  /// - Parameter notesSizes: whether the noted sizes are brought up to date even if the set keeps its size.
  /// - Returns: the set, if its size has changed.
  @discardableResult
  private mutating func scale(
    _ set: JSONValue, to size: Int, _ rollout: DeploymentRollout, now: Timestamp, notesSizes: Bool = false
  ) throws(APIFailure) -> JSONValue? {
    let old = DeploymentRollout.replicas(set)
    guard old != size || notesSizes else { return nil }
    var new = set
    new[["spec", "replicas"]] = .count(size)
    DeploymentAnnotations.noteSizes(on: &new, wanted: rollout.wanted, limits: rollout.limits)
    guard new != set else { return nil }
    let stored = try updateAsController(BuiltIn.replicaSets, set, to: new, now: now)
    guard old != size else { return nil }
    note(
      "ScalingReplicaSet", "Scaled \(old < size ? "up" : "down") replica set \(set.name) from \(old) to \(size)",
      rollout, now: now)
    return stored
  }

  /// Removes old replica sets beyond the history that the deployment keeps.
  private mutating func cleanUp(_ rollout: DeploymentRollout, now: Timestamp) {
    for set in rollout.surplusSets { delete(set, BuiltIn.replicaSets, DeleteOptions(), now: now) }
  }

  // MARK: - Status

  /// Notes in the conditions that a deployment was paused or goes on.
  private mutating func noteWhetherPaused(_ rollout: inout DeploymentRollout, now: Timestamp) throws(APIFailure) {
    let reason = rollout.deployment.condition("Progressing")?["reason"]?.string
    guard rollout.progressDeadline != nil, reason != "ProgressDeadlineExceeded",
      rollout.isPaused != (reason == "DeploymentPaused")
    else { return }
    let (newReason, message) =
      rollout.isPaused
      ? ("DeploymentPaused", "Deployment is paused") : ("DeploymentResumed", "Deployment is resumed")
    try setCondition(&rollout, "Unknown", newReason, message, now: now)
  }

  private mutating func writeStatus(
    _ rollout: inout DeploymentRollout, now: Timestamp, tellsProgress: Bool
  ) throws(APIFailure) {
    let status = rollout.status(now: now, tellsProgress: tellsProgress)
    if status != rollout.deployment["status"] {
      var new = rollout.deployment
      new["status"] = status
      try write(new, &rollout, now: now)
    }
    let check = tellsProgress ? rollout.progressCheck(now: now) : nil
    if let check { queue.wake(WorkItem(controller: .deployments, key: rollout.deployment.key), at: check) }
  }

  mutating func setCondition(
    _ rollout: inout DeploymentRollout, _ status: String, _ reason: String, _ message: String,
    revision: String? = nil, now: Timestamp
  ) throws(APIFailure) {
    var new = rollout.deployment
    if let revision { new[["metadata", "annotations", DeploymentAnnotations.revision]] = .string(revision) }
    if rollout.progressDeadline != nil {
      var conditions = DeploymentConditions(new)
      conditions.set("Progressing", status, reason, message, now: now)
      new[["status", "conditions"]] = conditions.value
    }
    if new != rollout.deployment { try write(new, &rollout, now: now) }
  }

  /// Writes the status and goes on with what it was meant to be, under the version that is over with it.
  mutating func write(
    _ deployment: JSONValue, _ rollout: inout DeploymentRollout, now: Timestamp
  ) throws(APIFailure) {
    try updateAsController(BuiltIn.deployments, rollout.deployment, to: deployment, subresource: "status", now: now)
    rollout.deployment = deployment
  }

  mutating func note(
    _ reason: String, _ message: String, _ rollout: DeploymentRollout, isWarning: Bool = false, now: Timestamp
  ) {
    let note = ControllerNote(component: Self.component, isWarning: isWarning, reason: reason, message: message)
    record(note, on: rollout.deployment, BuiltIn.deployments, now: now)
  }
}
