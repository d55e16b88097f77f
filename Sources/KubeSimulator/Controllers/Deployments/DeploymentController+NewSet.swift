import KubeCore

/// The replica set that has a deployment's template.
extension SimulatedCluster {
  private static let hashLabel = "pod-template-hash"

  /// Gives the replica set with the current template the highest revision and the deployment's annotations.
  ///
  /// When that changed the set, the deployment follows in the next look.
  ///
  /// - Returns: whether it changed the set.
  @discardableResult
  mutating func alignNewSet(_ rollout: inout DeploymentRollout, now: Timestamp) throws(APIFailure) -> Bool {
    guard let set = rollout.newSet else { return false }
    var aligned = set
    DeploymentAnnotations.align(&aligned, with: rollout.deployment, revision: rollout.nextRevision)
    let readySeconds = rollout.deployment["spec"]?["minReadySeconds"]
    if (set["spec"]?["minReadySeconds"]?.integer ?? 0) != readySeconds?.integer ?? 0 {
      aligned[["spec", "minReadySeconds"]] = readySeconds
    }
    guard aligned != set else {
      try noteRevision(&rollout, of: set, now: now)
      return false
    }
    rollout.update(try updateAsController(BuiltIn.replicaSets, set, to: aligned, now: now))
    return true
  }

  private mutating func noteRevision(
    _ rollout: inout DeploymentRollout, of set: JSONValue, now: Timestamp
  ) throws(APIFailure) {
    let revision = set.annotations[DeploymentAnnotations.revision]
    if rollout.progressDeadline != nil, rollout.deployment.condition("Progressing") == nil {
      try setCondition(
        &rollout, "True", "FoundNewReplicaSet", "Found new replica set \"\(set.name)\"", revision: revision, now: now)
    } else if let revision, rollout.deployment.annotations[DeploymentAnnotations.revision] != revision {
      var new = rollout.deployment
      new[["metadata", "annotations", DeploymentAnnotations.revision]] = .string(revision)
      try write(new, &rollout, now: now)
    }
  }

  /// Makes the replica set with the current template, if there is none.
  mutating func makeNewSet(_ rollout: inout DeploymentRollout, now: Timestamp) throws(APIFailure) {
    guard rollout.newSet == nil else { return }
    let set = newSet(rollout)
    let size = DeploymentRollout.replicas(set)
    let created: JSONValue
    do throws(APIFailure) {
      created = try createAsController(BuiltIn.replicaSets, set, now: now)
    } catch {
      try report(error, of: set, &rollout, now: now)
      throw error
    }
    rollout.update(created)
    if size > 0 { note("ScalingReplicaSet", "Scaled up replica set \(set.name) from 0 to \(size)", rollout, now: now) }
    let revision = created.annotations[DeploymentAnnotations.revision]
    let message = "Created new replica set \"\(set.name)\""
    try setCondition(&rollout, "True", "NewReplicaSetCreated", message, revision: revision, now: now)
  }

  /// A name that is taken makes another hash; anything else is told.
  private mutating func report(
    _ error: APIFailure, of set: JSONValue, _ rollout: inout DeploymentRollout, now: Timestamp
  ) throws(APIFailure) {
    guard !error.isNamespaceEnding, !error.isConflict else { return }
    if error.reason == "AlreadyExists" {
      var new = rollout.deployment
      new[["status", "collisionCount"]] = .count(rollout.deployment.statusCount("collisionCount") + 1)
      return try write(new, &rollout, now: now)
    }
    let message = "Failed to create new replica set \"\(set.name)\": \(error.message)"
    // Whether it can be told in the status is of no concern beside that.
    try? setCondition(&rollout, "False", "ReplicaSetCreateError", message, now: now)
    note("ReplicaSetCreateError", message, rollout, isWarning: true, now: now)
  }

  private func newSet(_ rollout: DeploymentRollout) -> JSONValue {
    let deployment = rollout.deployment
    let template = deployment["spec"]?["template"] ?? [:]
    let hash = TemplateHash.text(template, collisions: deployment.statusCount("collisionCount"))
    var labelled = template
    labelled[["metadata", "labels", Self.hashLabel]] = .string(hash)
    var selector = deployment["spec"]?["selector"] ?? [:]
    selector[["matchLabels", Self.hashLabel]] = .string(hash)
    var spec: JSONObject = [
      "replicas": .count(rollout.sizeOfNewSet(current: 0)), "selector": selector, "template": labelled,
    ]
    spec["minReadySeconds"] = deployment["spec"]?["minReadySeconds"]
    var set: JSONValue = [
      "metadata": [
        "name": .string("\(deployment.name)-\(hash)"), "namespace": .string(deployment.namespace ?? ""),
        "labels": labelled["metadata"]?["labels"] ?? [:],
        "ownerReferences": [Self.controllerReference(deployment, BuiltIn.deployments)],
      ],
      "spec": .object(spec),
    ]
    DeploymentAnnotations.align(&set, with: deployment, revision: rollout.nextRevision)
    DeploymentAnnotations.noteSizes(on: &set, wanted: rollout.wanted, limits: rollout.limits)
    return set
  }
}
