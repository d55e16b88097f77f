import KubeCore

/// Daemon sets, as far as a cluster tells without running them: nothing here puts their pods on nodes.
extension SimulatedCluster {
  static let daemonSets = "apps/daemonsets"

  mutating func syncDaemonSet(_ key: ObjectKey, now: Timestamp) {
    guard let set = store[StoredKey(storage: Self.daemonSets, key: key)], !set.isDeleting,
      let definition = registry.definition(storage: Self.daemonSets)
    else { return }
    var new = set
    new["status"] = [
      "currentNumberScheduled": 0, "numberMisscheduled": 0, "desiredNumberScheduled": 0, "numberReady": 0,
      "observedGeneration": .integer(set.generation ?? 1),
    ]
    guard new["status"] != set["status"] else { return }
    updateInternally(definition, set, to: new, subresource: "status", now: now)
  }
}
