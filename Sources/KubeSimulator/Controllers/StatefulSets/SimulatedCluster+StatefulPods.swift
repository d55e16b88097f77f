import KubeCore

/// What the controller of stateful sets does with one pod and its claims, and says of it.
extension SimulatedCluster {
  /// Makes a pod, after its claims.
  mutating func make(_ claims: StatefulSetClaims, now: Timestamp) throws(StatefulSetFailure) {
    let (set, pod) = (claims.set, claims.pod)
    let known = existing(claims)
    do throws(StatefulSetFailure) { try makeClaims(claims, now: now) } catch {
      throw tell("Create", pod, of: set, error, now: now)
    }
    do throws(APIFailure) {
      try createAsController(BuiltIn.pods, pod, now: now)
    } catch {
      let failure = StatefulSetFailure(message: error.message)
      // Somebody else's pod has the name.
      guard error.reason != "AlreadyExists" else { throw failure }
      throw tell("Create", pod, of: set, failure, now: now)
    }
    try alignOwners(claims, known, now: now)
    tell("Create", pod, of: set, now: now)
  }

  mutating func remove(_ pod: JSONValue, of set: JSONValue, now: Timestamp) {
    if let current = store[StoredKey(storage: BuiltIn.pods.storage, key: pod.key)] {
      delete(current, BuiltIn.pods, DeleteOptions(), now: now)
    }
    tell("Delete", pod, of: set, now: now)
  }

  /// Gives a pod back what makes it the one that it is.
  mutating func mend(_ claims: StatefulSetClaims, _ ordinal: Int, now: Timestamp) throws(StatefulSetFailure) {
    let (set, pod) = (claims.set, claims.pod)
    let isNamed = pod.labels[PodOrdinal.nameLabel] == pod.name
    guard !isNamed || !claims.areMounted || !existing(claims).allSatisfy(claims.areOwnersRight) else { return }
    do throws(StatefulSetFailure) {
      var new = pod
      if !isNamed { PodOrdinal.label(&new, ordinal) }
      if !claims.areMounted {
        new = StatefulSetClaims(set: set, pod: new).mounted()
        try makeClaims(claims, now: now)
      }
      try alignOwners(claims, now: now)
      try change(pod, to: new, BuiltIn.pods, now: now)
    } catch {
      throw tell("Update", pod, of: set, error, now: now)
    }
    tell("Update", pod, of: set, now: now)
  }

  // MARK: - Claims

  /// The claims of a pod that there are.
  func existing(_ claims: StatefulSetClaims) -> [JSONValue] {
    claims.names.compactMap { name in
      let key = ObjectKey(namespace: claims.set.namespace, name: name)
      return store[StoredKey(storage: BuiltIn.claims.storage, key: key)]
    }
  }

  /// Makes the claims of a pod that are missing.
  mutating func makeClaims(_ claims: StatefulSetClaims, now: Timestamp) throws(StatefulSetFailure) {
    var problems: [String] = []
    for claim in claims.made() {
      if let old = store[StoredKey(storage: BuiltIn.claims.storage, key: claim.key)] {
        if old.isDeleting { problems.append("pvc \(claim.name) is being deleted") }
        continue
      }
      let place = "Claim \(claim.name)"
      do throws(APIFailure) {
        try createAsController(BuiltIn.claims, claim, now: now)
        note(
          "SuccessfulCreate", "Create \(place) Pod \(claims.pod.name) in StatefulSet \(claims.set.name) success",
          on: claims.set, now: now)
      } catch {
        problems.append("failed to create PVC \(claim.name): \(error.message)")
        note(
          "FailedCreate",
          "Create \(place) for Pod \(claims.pod.name) in StatefulSet \(claims.set.name) failed error: \(error.message)",
          on: claims.set, isWarning: true, now: now)
      }
    }
    guard let first = problems.first else { return }
    throw StatefulSetFailure(message: problems.count == 1 ? first : "[" + problems.joined(separator: ", ") + "]")
  }

  mutating func alignOwners(_ claims: StatefulSetClaims, now: Timestamp) throws(StatefulSetFailure) {
    try alignOwners(claims, existing(claims), now: now)
  }

  /// Gives claims the owners with which they go or stay as the set's policy says.
  private mutating func alignOwners(
    _ claims: StatefulSetClaims, _ existing: [JSONValue], now: Timestamp
  ) throws(StatefulSetFailure) {
    for claim in existing {
      if claims.hasForeignController(claim) {
        note(
          "ConflictingController",
          "PersistentVolumeClaim \(claim.name) has a conflicting OwnerReference that acts as a manging controller, "
            + "the retention policy is ignored for this claim", on: claims.set, isWarning: true, now: now)
      }
      guard !claims.areOwnersRight(claim) else { continue }
      do throws(StatefulSetFailure) {
        try change(claim, to: claims.withRightOwners(claim), BuiltIn.claims, now: now)
      } catch {
        throw StatefulSetFailure(
          message: "could not update claim \(claim.name) for delete policy ownerRefs: \(error.message)")
      }
    }
  }

  private mutating func change(
    _ old: JSONValue, to new: JSONValue, _ definition: ResourceDefinition, now: Timestamp
  ) throws(StatefulSetFailure) {
    do throws(APIFailure) {
      try update(old, to: new, WriteContext(definition, manager: Self.controllerManager, now: now))
    } catch {
      throw StatefulSetFailure(message: error.message)
    }
  }

  // MARK: - Events

  private mutating func tell(_ verb: String, _ pod: JSONValue, of set: JSONValue, now: Timestamp) {
    note("Successful\(verb)", "\(verb) Pod \(pod.name) in StatefulSet \(set.name) successful", on: set, now: now)
  }

  /// - Returns: the failure that is told of.
  private mutating func tell(
    _ verb: String, _ pod: JSONValue, of set: JSONValue, _ failure: StatefulSetFailure, now: Timestamp
  ) -> StatefulSetFailure {
    note(
      "Failed\(verb)", "\(verb) Pod \(pod.name) in StatefulSet \(set.name) failed error: \(failure.message)", on: set,
      isWarning: true, now: now)
    return failure
  }

  private mutating func note(
    _ reason: String, _ message: String, on set: JSONValue, isWarning: Bool = false, now: Timestamp
  ) {
    let note = ControllerNote(
      component: "statefulset-controller", isWarning: isWarning, reason: reason, message: message)
    record(note, on: set, BuiltIn.statefulSets, now: now)
  }
}
