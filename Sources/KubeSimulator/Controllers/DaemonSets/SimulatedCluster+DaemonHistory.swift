import KubeCore

/// The revisions that daemon sets keep of their templates.
extension SimulatedCluster {
  /// The revision of a set's template as it is, and those of former ones.
  struct DaemonHistory: Sendable {
    var current: JSONValue
    var old: [JSONValue]
  }

  /// Finds the revision of a set's template, or makes it, and sees that it is the latest one.
  ///
  /// - Returns: `nil` when it could not be written.
  mutating func daemonHistory(of set: JSONValue, now: Timestamp) -> DaemonHistory? {
    let patch = RevisionContents.patch(restoring: set)
    let all = controlled(by: set, in: BuiltIn.revisions.storage).map { labelled($0, now: now) }
    let old = all.filter { $0["data"] != patch }
    let next = (old.map(Self.revisionNumber).max() ?? 0) + 1
    guard let current = keepLatest(all.filter { $0["data"] == patch }, of: set, now: now) else {
      return snapshot(of: set, patch, next, now: now).map { DaemonHistory(current: $0, old: old) }
    }
    if Self.revisionNumber(current) < next, renumber(current, next, now: now) == nil { return nil }
    return DaemonHistory(current: current, old: old)
  }

  /// A revision that somebody else made goes by its name.
  private mutating func labelled(_ revision: JSONValue, now: Timestamp) -> JSONValue {
    guard revision.labels[PodOrdinal.revisionLabel] == nil else { return revision }
    var new = revision
    new[["metadata", "labels", PodOrdinal.revisionLabel]] = .string(revision.name)
    return updateInternally(BuiltIn.revisions, revision, to: new, now: now) ?? revision
  }

  /// Of several revisions of one template the latest is kept, and the pods of the others become its own.
  private mutating func keepLatest(_ equal: [JSONValue], of set: JSONValue, now: Timestamp) -> JSONValue? {
    guard let kept = equal.max(by: { Self.revisionNumber($0) < Self.revisionNumber($1) }), equal.count > 1 else {
      return equal.first
    }
    let hash = kept.labels[PodOrdinal.revisionLabel] ?? ""
    for pod in controlled(by: set, in: BuiltIn.pods.storage) where PodOrdinal.revision(of: pod) != hash {
      var new = pod
      new[["metadata", "labels", PodOrdinal.revisionLabel]] = .string(hash)
      updateInternally(BuiltIn.pods, pod, to: new, now: now)
    }
    for revision in equal where revision.name != kept.name {
      delete(revision, BuiltIn.revisions, DeleteOptions(), now: now)
    }
    return kept
  }

  private mutating func snapshot(
    of set: JSONValue, _ patch: JSONValue, _ number: Int64, now: Timestamp
  ) -> JSONValue? {
    let collisions = set.statusCount("collisionCount")
    let hash = TemplateHash.text(set["spec"]?["template"] ?? [:], collisions: collisions)
    var labels = set["spec"]?["template"]?.labels ?? [:]
    labels[PodOrdinal.revisionLabel] = hash
    let name = "\(set.name)-\(hash)"
    var metadata: JSONObject = [
      "name": .string(name), "namespace": .string(set.namespace ?? ""), "labels": JSONValue(labels),
      "ownerReferences": [Self.controllerReference(set, BuiltIn.daemonSets)],
    ]
    metadata["annotations"] = set.metadata["annotations"]
    do throws(APIFailure) {
      let revision: JSONValue = ["metadata": .object(metadata), "data": patch, "revision": .integer(number)]
      return try createAsController(BuiltIn.revisions, revision, now: now)
    } catch {
      let key = ObjectKey(namespace: set.namespace, name: name)
      guard error.reason == "AlreadyExists", let taken = store[StoredKey(storage: BuiltIn.revisions.storage, key: key)]
      else { return nil }
      if taken["data"] == patch { return taken }
      // The next look makes another name.
      var new = set
      new[["status", "collisionCount"]] = .count(collisions + 1)
      updateInternally(BuiltIn.daemonSets, set, to: new, subresource: "status", now: now)
      return nil
    }
  }

  /// Removes the oldest revisions that no pod has any more, until as many are left as the set keeps.
  mutating func truncateDaemonHistory(_ old: [JSONValue], _ set: JSONValue, _ pods: [JSONValue], now: Timestamp) {
    let limit = Int(clamping: set["spec"]?["revisionHistoryLimit"]?.integer ?? 10)
    guard old.count > limit else { return }
    let live = Set(pods.map(PodOrdinal.revision))
    let past = old.sorted(by: Self.isOlder).filter { !live.contains($0.labels[PodOrdinal.revisionLabel] ?? "") }
    for revision in past.prefix(old.count - max(0, limit)) {
      delete(revision, BuiltIn.revisions, DeleteOptions(), now: now)
    }
  }
}
