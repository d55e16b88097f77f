public import KubeCore

extension SimulatedCluster {
  /// How often the controllers may look in one go.
  ///
  /// They end by themselves long before, unless two of them disagree.
  private static let roundLimit = 200

  /// Lets the controllers work until none of them has anything left to do.
  ///
  /// - Parameter now: the wall clock; deadlines and ages are measured against it.
  public mutating func settle(at now: Timestamp) {
    for _ in 0..<Self.roundLimit {
      if store.touched.isEmpty { syncTimedWorkloads(now: now) }
      let touched = store.touched
      guard !touched.isEmpty else { return }
      store.touched = []
      reconcile(touched, now: now)
    }
  }

  private mutating func reconcile(_ touched: Set<String>, now: Timestamp) {
    if touched.contains(BuiltIn.definitions.storage) || touchesCustomObjects(touched) { syncDefinitions(now: now) }
    syncNamespaces(touched, now: now)
    collectGarbage(now: now)
    let workloads: Set = [BuiltIn.deployments.storage, BuiltIn.replicaSets.storage, BuiltIn.pods.storage]
    if !workloads.isDisjoint(with: touched) {
      syncDeployments(now: now)
      // A deployment sees its own changes of the sets before these have acted on them, as it does in a real cluster.
      if store.touched.contains(BuiltIn.replicaSets.storage) { syncDeployments(now: now) }
      syncReplicaSets(now: now)
    }
    if !touched.isDisjoint(with: [BuiltIn.pods.storage, BuiltIn.nodes.storage]) { schedule(now: now) }
    if !touched.isDisjoint(with: [
      BuiltIn.pods.storage, BuiltIn.services.storage, BuiltIn.endpointSlices.storage,
    ]) {
      syncEndpointSlices(now: now)
    }
  }

  private func touchesCustomObjects(_ touched: Set<String>) -> Bool {
    registry.custom.contains { touched.contains($0.storage) }
  }

  /// The controllers act as this field manager.
  static let controllerManager = "kube-controller-manager"
}
