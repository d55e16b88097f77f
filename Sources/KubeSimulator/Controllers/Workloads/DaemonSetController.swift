import KubeCore

/// Daemon sets and volumes, as far as a cluster tells without running them: nothing here puts pods of daemon sets on
/// nodes, or binds volumes to claims.
extension SimulatedCluster {
  static let daemonSets = "apps/daemonsets"
  static let volumes = "persistentvolumes"

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

  mutating func syncVolume(_ key: ObjectKey, now: Timestamp) {
    guard let volume = store[StoredKey(storage: Self.volumes, key: key)], volume["status"]?["phase"] == "Pending",
      let definition = registry.definition(storage: Self.volumes)
    else { return }
    var new = volume
    new[["status", "phase"]] = "Available"
    updateInternally(definition, volume, to: new, subresource: "status", now: now)
  }
}
