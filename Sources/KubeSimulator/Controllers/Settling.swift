public import KubeCore

extension SimulatedCluster {
  /// How many objects the controllers look at in one go.
  ///
  /// They end by themselves long before, unless two of them disagree.
  private static let turnLimit = 100_000

  /// When a controller wants to look again if nothing is written before; `nil` when all of them rest.
  ///
  /// A simulation may jump from one of these times to the next: nothing happens between them.
  public var nextWake: Timestamp? { queue.nextWake }

  /// Lets the controllers work until none of them has anything left to do.
  ///
  /// What was due between the last call and this one is done at its own time, in order.
  ///
  /// - Parameter now: the wall clock; deadlines and ages are measured against it.
  public mutating func settle(at now: Timestamp) {
    guard !isSettled(at: now) else { return }
    var turns = Self.turnLimit
    if store.unseen.isEmpty {
      while let wake = queue.nextWake, wake < now, turns > 0 { drain(at: max(wake, settledAt), &turns) }
    }
    drain(at: now, &turns)
    settledAt = max(settledAt, now)
  }

  /// Whether no controller has anything to do until the next time that one of them wakes.
  func isSettled(at now: Timestamp) -> Bool {
    store.unseen.isEmpty && queue.isIdle && works.isEmpty && queue.nextWake.map { $0 > now } ?? true
  }

  /// Lets the controllers of the API server alone work, as in a cluster without a controller manager: what definitions
  /// define is served.
  public mutating func settleDefinitions(at now: Timestamp) {
    noticeChanges()
    while let item = queue.takeFirst(of: .definitions) {
      reconcile(item, now: now)
      noticeChanges()
    }
  }

  /// Lets one controller look at one object, or the garbage collector at all.
  ///
  /// - Returns: whether there was anything to do.
  public mutating func step(at now: Timestamp) -> Bool {
    if let work = works.first {
      resume(work.item, at: now)
      return true
    }
    queue.wakeUp(at: now)
    noticeChanges()
    guard !collectsGarbage(at: now) else { return true }
    guard let item = queue.takeFirst() else { return !store.unseen.isEmpty }
    reconcile(item, now: now)
    return true
  }

  /// Lets the garbage collector act.
  ///
  /// - Returns: whether there was anything to do.
  mutating func collectsGarbage(at now: Timestamp) -> Bool {
    let revision = store.revision
    collectGarbage(now: now)
    return store.revision != revision
  }

  private mutating func drain(at now: Timestamp, _ turns: inout Int) {
    while turns > 0, step(at: now) { turns -= 1 }
  }

  mutating func reconcile(_ item: WorkItem, now: Timestamp) {
    switch item.controller {
    case .definitions: syncDefinition(item.key, now: now)
    case .namespaces: syncNamespace(item.key, now: now)
    case .deployments: syncDeployment(item.key, now: now)
    case .replicaSets: syncReplicas(item.key, of: .replicaSets, now: now)
    case .replicationControllers: syncReplicas(item.key, of: .replicationControllers, now: now)
    case .statefulSets: syncStatefulSet(item.key, now: now)
    case .scheduler: schedule(item.key, now: now)
    case .endpointSlices: syncEndpointSlices(item.key, now: now)
    case .cronJobs: syncCronJob(item.key, now: now)
    case .jobs: syncJob(item.key, now: now)
    case .budgets: syncBudget(item.key, now: now)
    case .kubelet: syncPod(item.key, now: now)
    case .nodes: syncNode(item.key, now: now)
    case .autoscalers: syncAutoscaler(item.key, now: now)
    case .policies: syncPolicy(item.key, now: now)
    case .daemonSets: syncDaemonSet(item.key, now: now)
    case .volumes: syncVolume(item.key, now: now)
    case .claims: syncClaim(item.key, now: now)
    case .tokens: syncTokenSecret(item.key, now: now)
    case .quotas: syncQuota(item.key, now: now)
    case .approvals: syncSigningRequest(item.key, now: now)
    }
  }

  /// The controllers act as this field manager.
  static let controllerManager = "kube-controller-manager"
}
