import KubeCore

/// Makes and removes pods until each replica set has as many as it wants, and counts them in its status.
extension SimulatedCluster {
  /// How many pods are made or removed in one look.
  private static let burst = 500
  private static let component = "replicaset-controller"

  mutating func syncReplicaSet(_ key: ObjectKey, now: Timestamp) {
    let place = StoredKey(storage: BuiltIn.replicaSets.storage, key: key)
    guard let set = store[place], let selector = selector(of: set) else { return }
    claim(BuiltIn.pods, for: set, BuiltIn.replicaSets, selector, now: now, isEligible: PodFacts.isActive)
    let pods = controlled(by: set, in: BuiltIn.pods.storage)
    let active = pods.filter(PodFacts.isActive)
    // The status counts the pods that were there before this look; what it changes is counted in the next one.
    let failure = set.isDeleting ? nil : adjustPods(of: set, active, now: now)
    guard let current = store[place] else { return }
    let status = ReplicaSetStatus(set: current, pods: pods, failure: failure, now: now)
    if status.value != current["status"] {
      var new = current
      new["status"] = status.value
      updateInternally(BuiltIn.replicaSets, current, to: new, subresource: "status", now: now)
    }
    let item = WorkItem(controller: .replicaSets, key: key)
    if failure != nil {
      queue.retry(item, after: now)
    } else {
      queue.forgetFailures(of: item)
      if let check = status.nextCheck { queue.wake(item, at: check) }
    }
  }

  /// - Returns: why pods could not be made, if so.
  private mutating func adjustPods(of set: JSONValue, _ active: [JSONValue], now: Timestamp) -> String? {
    let wanted = max(0, Int(clamping: set["spec"]?["replicas"]?.integer ?? 1))
    if active.count < wanted { return createPods(of: set, min(wanted - active.count, Self.burst), now: now) }
    guard active.count > wanted else { return nil }
    let surplus = PodDeletionOrder(related: relatedPods(of: set), now: now).sorted(active)
      .prefix(min(active.count - wanted, Self.burst))
    for pod in surplus {
      delete(pod, BuiltIn.pods, DeleteOptions(), now: now)
      let note = ControllerNote(
        component: Self.component, reason: "SuccessfulDelete", message: "Deleted pod: \(pod.name)")
      record(note, on: set, BuiltIn.replicaSets, now: now)
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
  private mutating func createPods(of set: JSONValue, _ count: Int, now: Timestamp) -> String? {
    var rest = count
    var batch = 1
    while rest > 0 {
      var failure: String?
      for _ in 0..<min(batch, rest) {
        if let message = createPod(of: set, now: now) { failure = failure ?? message }
      }
      if let failure { return failure }
      rest -= min(batch, rest)
      batch *= 2
    }
    return nil
  }

  private mutating func createPod(of set: JSONValue, now: Timestamp) -> String? {
    let pod = PodTemplate.pod(
      from: set["spec"]?["template"], namePrefix: set.name + "-", owner: set, BuiltIn.replicaSets)
    do throws(APIFailure) {
      let created = try createAsController(BuiltIn.pods, pod, now: now)
      let note = ControllerNote(
        component: Self.component, reason: "SuccessfulCreate", message: "Created pod: \(created.name)")
      record(note, on: set, BuiltIn.replicaSets, now: now)
      return nil
    } catch {
      // In a namespace that goes away nothing can be done.
      guard !error.isNamespaceEnding else { return nil }
      let note = ControllerNote(
        component: Self.component, isWarning: true, reason: "FailedCreate",
        message: "Error creating: \(error.message)")
      record(note, on: set, BuiltIn.replicaSets, now: now)
      return error.message
    }
  }
}
