import KubeCore

/// Puts one pod of each daemon set on every node that takes it.
///
/// Source of the rules: the daemon set controller of Kubernetes 1.36.
extension SimulatedCluster {
  static let daemonSetController = "daemonset-controller"
  private static let burst = 250

  mutating func syncDaemonSet(_ key: ObjectKey, now: Timestamp) {
    guard let set = store[StoredKey(storage: BuiltIn.daemonSets.storage, key: key)], !set.isDeleting,
      let selector = selector(of: set)
    else { return }
    claim(BuiltIn.revisions, for: set, BuiltIn.daemonSets, selector, now: now)
    guard let history = daemonHistory(of: set, now: now) else { return retryDaemonSet(key, now: now) }
    let hash = history.current.labels[PodOrdinal.revisionLabel] ?? ""
    claim(BuiltIn.pods, for: set, BuiltIn.daemonSets, selector, now: now)
    let pods = controlled(by: set, in: BuiltIn.pods.storage)
    let nodes = store.objects(in: BuiltIn.nodes.storage).map(\.value)
    var plan = DaemonSetPlan(set: set, nodes: nodes, pods: pods, hash: hash, now: now)
    plan.manage(&daemonBackoffs)
    // What has just been changed is seen by the next look.
    if plan.additions.isEmpty, plan.removals.isEmpty { plan.roll() }
    let isDone = carryOut(plan, now: now)
    if isDone { truncateDaemonHistory(history.old, set, pods, now: now) }
    write(plan.status, of: set, now: now)
    guard isDone else { return retryDaemonSet(key, now: now) }
    let item = WorkItem(controller: .daemonSets, key: key)
    queue.forgetFailures(of: item)
    if let next = [plan.nextLook, plan.nextAvailable].compactMap({ $0 }).min() { queue.wake(item, at: next) }
  }

  private mutating func retryDaemonSet(_ key: ObjectKey, now: Timestamp) {
    queue.retry(WorkItem(controller: .daemonSets, key: key), after: now)
  }

  private mutating func write(_ status: JSONValue, of set: JSONValue, now: Timestamp) {
    guard status != set["status"],
      let current = store[StoredKey(storage: BuiltIn.daemonSets.storage, key: set.key)]
    else { return }
    var new = current
    new["status"] = status
    _ = try? updateAsController(
      BuiltIn.daemonSets, current, to: new, subresource: "status", insists: true, now: now)
  }

  /// - Returns: false when a pod could not be made.
  private mutating func carryOut(_ plan: DaemonSetPlan, now: Timestamp) -> Bool {
    for note in plan.notes { record(note, on: plan.set, BuiltIn.daemonSets, now: now) }
    let isDone = addPods(plan, now: now)
    for pod in plan.removals.prefix(Self.burst) {
      guard let current = store[StoredKey(storage: BuiltIn.pods.storage, key: pod.key)] else { continue }
      delete(current, BuiltIn.pods, DeleteOptions(), now: now)
      tell("SuccessfulDelete", "Deleted pod: \(pod.name)", of: plan.set, now: now)
    }
    return isDone
  }

  /// Makes pods in batches of 1, 2, 4 and so on; a batch with a failure is the last one.
  private mutating func addPods(_ plan: DaemonSetPlan, now: Timestamp) -> Bool {
    var rest = plan.additions.prefix(Self.burst)
    var batch = 1
    while !rest.isEmpty {
      var hasFailed = false
      for node in rest.prefix(batch) where !addPod(on: node, plan, now: now) { hasFailed = true }
      if hasFailed { return false }
      rest = rest.dropFirst(batch)
      batch *= 2
    }
    return true
  }

  private mutating func addPod(on node: String, _ plan: DaemonSetPlan, now: Timestamp) -> Bool {
    do throws(APIFailure) {
      let pod = DaemonPod.pod(of: plan.set, on: node, hash: plan.hash)
      let created = try createAsController(BuiltIn.pods, pod, now: now)
      tell("SuccessfulCreate", "Created pod: \(created.name)", of: plan.set, now: now)
      return true
    } catch {
      // In a namespace that goes away nothing can be done.
      guard !error.isNamespaceEnding else { return true }
      tell("FailedCreate", "Error creating: \(error.message)", of: plan.set, isWarning: true, now: now)
      return false
    }
  }

  private mutating func tell(
    _ reason: String, _ message: String, of set: JSONValue, isWarning: Bool = false, now: Timestamp
  ) {
    let note = ControllerNote(
      component: Self.daemonSetController, isWarning: isWarning, reason: reason, message: message)
    record(note, on: set, BuiltIn.daemonSets, now: now)
  }
}
