import KubeCore

/// Makes and removes pods until each set has as many as it wants, and counts them in its status.
///
/// Replica sets and replication controllers are worked on in the same way.
extension SimulatedCluster {
  /// How many pods are made or removed in one look.
  private static let burst = 500

  mutating func syncReplicas(_ key: ObjectKey, of kind: ReplicaKind, now: Timestamp) {
    let place = StoredKey(storage: kind.definition.storage, key: key)
    guard let set = store[place], let selector = selector(of: set) else { return }
    claim(BuiltIn.pods, for: set, kind.definition, selector, now: now, isEligible: PodFacts.isActive)
    let pods = controlled(by: set, in: BuiltIn.pods.storage)
    let active = pods.filter(PodFacts.isActive)
    // The status counts the pods that were there before this look; what it changes is counted in the next one.
    let failure = set.isDeleting ? nil : adjustPods(of: set, kind, active, now: now)
    guard let current = store[place] else { return }
    let status = ReplicaStatus(set: current, kind, pods: pods, failure: failure, now: now)
    if status.value != current["status"] {
      var new = current
      new["status"] = status.value
      _ = try? updateAsController(kind.definition, current, to: new, subresource: "status", insists: true, now: now)
    }
    let item = WorkItem(controller: kind.controller, key: key)
    if failure != nil {
      queue.retry(item, after: now)
    } else {
      queue.forgetFailures(of: item)
      if let check = status.nextCheck { queue.wake(item, at: check) }
    }
  }

  /// - Returns: why pods could not be made, if so.
  private mutating func adjustPods(
    of set: JSONValue, _ kind: ReplicaKind, _ active: [JSONValue], now: Timestamp
  ) -> String? {
    let wanted = max(0, Int(clamping: set["spec"]?["replicas"]?.integer ?? 1))
    if active.count < wanted { return createPods(of: set, kind, min(wanted - active.count, Self.burst), now: now) }
    guard active.count > wanted else { return nil }
    let surplus = PodDeletionOrder(related: relatedPods(of: set), now: now).sorted(active)
      .prefix(min(active.count - wanted, Self.burst))
    for pod in surplus {
      delete(pod, BuiltIn.pods, DeleteOptions(), now: now)
      note("SuccessfulDelete", "Deleted pod: \(pod.name)", on: set, kind, now: now)
    }
    return nil
  }

  /// The pods of all replica sets with the same controller.
  private func relatedPods(of set: JSONValue) -> [JSONValue] {
    guard let controller = set.controllerUID else { return controlled(by: set, in: BuiltIn.pods.storage) }
    return store.dependents(ofUID: controller).filter { $0.storage == BuiltIn.replicaSets.storage }
      .compactMap { store[$0] }.filter { $0.controllerUID == controller }
      .flatMap { controlled(by: $0, in: BuiltIn.pods.storage) }
  }

  /// Makes pods in batches of 1, 2, 4 and so on; a batch with a failure is the last one.
  private mutating func createPods(of set: JSONValue, _ kind: ReplicaKind, _ count: Int, now: Timestamp) -> String? {
    var rest = count
    var batch = 1
    while rest > 0 {
      var failure: String?
      for _ in 0..<min(batch, rest) {
        if let message = createPod(of: set, kind, now: now) { failure = failure ?? message }
      }
      if let failure { return failure }
      rest -= min(batch, rest)
      batch *= 2
    }
    return nil
  }

  private mutating func createPod(of set: JSONValue, _ kind: ReplicaKind, now: Timestamp) -> String? {
    let pod = PodTemplate.pod(
      from: set["spec"]?["template"], namePrefix: set.name + "-", owner: set, kind.definition)
    do throws(APIFailure) {
      let created = try createAsController(BuiltIn.pods, pod, now: now)
      note("SuccessfulCreate", "Created pod: \(created.name)", on: set, kind, now: now)
      return nil
    } catch {
      // In a namespace that goes away nothing can be done.
      guard !error.isNamespaceEnding else { return nil }
      note("FailedCreate", "Error creating: \(error.message)", on: set, kind, isWarning: true, now: now)
      return error.message
    }
  }

  private mutating func note(
    _ reason: String, _ message: String, on set: JSONValue, _ kind: ReplicaKind, isWarning: Bool = false,
    now: Timestamp
  ) {
    let note = ControllerNote(component: kind.component, isWarning: isWarning, reason: reason, message: message)
    record(note, on: set, kind.definition, now: now)
  }
}
