import KubeCore

/// Makes, replaces and removes the pods of stateful sets, one after another where their order counts.
///
/// Source of the rules: the stateful set controller of Kubernetes 1.36.
extension SimulatedCluster {
  mutating func syncStatefulSet(_ key: ObjectKey, now: Timestamp) {
    guard let set = store[StoredKey(storage: BuiltIn.statefulSets.storage, key: key)],
      let selector = selector(of: set), adoptRevisions(of: set, selector, now: now)
    else { return }
    claim(BuiltIn.pods, for: set, BuiltIn.statefulSets, selector, now: now) { PodOrdinal($0.name)?.parent == set.name }
    let pods = controlled(by: set, in: BuiltIn.pods.storage)
    let history = revisions(of: set, selector)
    guard let chosen = chooseRevisions(of: set, history, now: now) else { return retry(key, now: now) }
    let plan = StatefulSetPlan(set: set, current: chosen.current, update: chosen.update, pods: pods, now: now)
    var status = StatefulSetStatus(plan, pods: pods, collisions: chosen.collisions)
    var failure: StatefulSetFailure?
    do throws(StatefulSetFailure) {
      if !set.isDeleting, try act(plan, now: now) { status.current -= 1 }
    } catch {
      failure = error
    }
    status.complete(set)
    let isWritten = write(status, of: set, now: now)
    truncateHistory(history, plan, pods, now: now)
    guard failure == nil, isWritten else { return retry(key, now: now) }
    queue.forgetFailures(of: WorkItem(controller: .statefulSets, key: key))
    wake(key, pods, plan, now: now)
  }

  private mutating func retry(_ key: ObjectKey, now: Timestamp) {
    queue.retry(WorkItem(controller: .statefulSets, key: key), after: now)
  }

  /// Looks again when the next pod will have been ready for long enough.
  private mutating func wake(_ key: ObjectKey, _ pods: [JSONValue], _ plan: StatefulSetPlan, now: Timestamp) {
    let times = pods.compactMap { PodFacts.availableTime($0, minReadySeconds: plan.minReadySeconds) }
    if let next = times.filter({ $0 > now }).min() {
      queue.wake(WorkItem(controller: .statefulSets, key: key), at: next)
    }
  }

  /// - Returns: whether the status is as it should be.
  private mutating func write(_ status: StatefulSetStatus, of set: JSONValue, now: Timestamp) -> Bool {
    guard status.differs(from: set), let current = store[StoredKey(storage: BuiltIn.statefulSets.storage, key: set.key)]
    else { return true }
    var new = current
    new["status"] = status.value
    let stored = try? updateAsController(
      BuiltIn.statefulSets, current, to: new, subresource: "status", insists: true, now: now)
    return stored != nil
  }

  // MARK: - Pods

  /// First the pods that there should be, then those that there should not, then those of a former revision.
  ///
  /// - Returns: whether a pod was taken away to be made anew.
  private mutating func act(_ plan: StatefulSetPlan, now: Timestamp) throws(StatefulSetFailure) -> Bool {
    let isWaiting = try forEach(plan.ordinals, of: plan) { cluster, ordinal throws(StatefulSetFailure) in
      try cluster.keep(ordinal, plan, now: now)
    }
    if isWaiting { return false }
    for pod in plan.condemned { try alignOwners(StatefulSetClaims(set: plan.set, pod: pod), now: now) }
    let isShrinking = try forEach(plan.condemned, of: plan) { cluster, pod throws(StatefulSetFailure) in
      cluster.retire(pod, plan, now: now)
    }
    if isShrinking { return false }
    guard let pod = plan.nextToUpdate else { return false }
    remove(pod, of: plan.set, now: now)
    return true
  }

  /// Takes a step for one after another until one has to be waited for, or for all of them in batches of 1, 2, 4 and so
  /// on; a batch with a failure is the last one.
  ///
  /// - Returns: whether something has to be waited for.
  private mutating func forEach<Items: RandomAccessCollection>(
    _ items: Items, of plan: StatefulSetPlan,
    _ step: (inout SimulatedCluster, Items.Element) throws(StatefulSetFailure) -> Bool
  ) throws(StatefulSetFailure) -> Bool {
    guard !plan.isOrdered else {
      for item in items where try step(&self, item) { return true }
      return false
    }
    var rest = items[...]
    var batch = 1
    while !rest.isEmpty {
      var failure: StatefulSetFailure?
      for item in rest.prefix(batch) {
        do throws(StatefulSetFailure) { _ = try step(&self, item) } catch { failure = failure ?? error }
      }
      if let failure { throw failure }
      rest = rest.dropFirst(batch)
      batch = min(2 * batch, 500)
    }
    return false
  }

  /// Makes the pod of an ordinal, or sees that it is as it should be.
  ///
  /// - Returns: whether the ones after it have to wait.
  private mutating func keep(
    _ ordinal: Int, _ plan: StatefulSetPlan, now: Timestamp
  ) throws(StatefulSetFailure) -> Bool {
    guard let pod = plan.replicas[ordinal] else {
      let claims = StatefulSetClaims(set: plan.set, pod: plan.newPod(ordinal))
      guard !existing(claims).contains(where: claims.isStale) else { return true }
      try make(claims, now: now)
      return plan.isOrdered
    }
    if PodFacts.isFinished(pod) {
      if !pod.isDeleting { remove(pod, of: plan.set, now: now) }
      return true
    }
    let claims = StatefulSetClaims(set: plan.set, pod: pod)
    if pod["status"]?["phase"] == "Pending" {
      try makeClaims(claims, now: now)
      try alignOwners(claims, now: now)
    }
    let isRunning = pod["status"]?["phase"] == "Running"
    if plan.isOrdered, pod.isDeleting || !isRunning || !plan.isAvailable(pod) { return true }
    try mend(claims, ordinal, now: now)
    return false
  }

  /// Takes away a pod that there should not be.
  ///
  /// - Returns: whether those before it have to wait.
  private mutating func retire(_ pod: JSONValue, _ plan: StatefulSetPlan, now: Timestamp) -> Bool {
    guard !pod.isDeleting else { return plan.isOrdered }
    if plan.isOrdered, !plan.isAvailable(pod), pod.name != plan.firstUnavailable { return true }
    remove(pod, of: plan.set, now: now)
    return true
  }
}
