import KubeCore

/// The revisions that stateful sets keep of their templates.
extension SimulatedCluster {
  /// The revisions that a set is made from, and how often a name was taken.
  struct ChosenRevisions: Sendable {
    var current: JSONValue
    var update: JSONValue
    var collisions: Int64
  }

  /// The revisions that a set owns, and those that nobody owns, the oldest one first.
  func revisions(of set: JSONValue, _ selector: LabelSelector) -> [JSONValue] {
    store.objects(in: BuiltIn.revisions.storage, namespace: set.namespace).map(\.value)
      .filter { [nil, set.uid].contains($0.controllerUID) && selector.matches($0.labels) }
      .sorted(by: Self.isOlder)
  }

  static func isOlder(_ left: JSONValue, _ right: JSONValue) -> Bool {
    let (first, second) = (revisionNumber(left), revisionNumber(right))
    if first != second { return first < second }
    let (made, other) = (left.creationTime, right.creationTime)
    if let made, let other, made != other { return made < other }
    return left.name < right.name
  }

  static func revisionNumber(_ revision: JSONValue) -> Int64 { revision["revision"]?.integer ?? 0 }

  /// - Returns: false when there are some that a set on its way out cannot take up, and it can only wait for its end.
  mutating func adoptRevisions(of set: JSONValue, _ selector: LabelSelector, now: Timestamp) -> Bool {
    let orphans = revisions(of: set, selector).filter { $0.controllerUID == nil }
    guard !orphans.isEmpty else { return true }
    guard !set.isDeleting else { return false }
    for orphan in orphans { adopt(orphan, BuiltIn.revisions, for: set, BuiltIn.statefulSets, now: now) }
    return true
  }

  /// Finds the revision that has the template of a set, or makes it, and the one that its pods had before.
  ///
  /// - Parameter history: the revisions of the set, the oldest one first.
  /// - Returns: `nil` when a revision could not be written.
  mutating func chooseRevisions(of set: JSONValue, _ history: [JSONValue], now: Timestamp) -> ChosenRevisions? {
    let patch = RevisionContents.patch(restoring: set)
    let next = (history.last.map(Self.revisionNumber) ?? 0) + 1
    var collisions = set["status"]?["collisionCount"]?.integer ?? 0
    let update: JSONValue?
    if let last = history.last, last["data"] == patch {
      update = last
    } else if let equal = history.last(where: { $0["data"] == patch }) {
      // An earlier template has come back: its revision becomes the latest one.
      update = renumber(equal, next, now: now)
    } else {
      update = makeRevision(of: set, patch, next, &collisions, now: now)
    }
    guard let update else { return nil }
    let name = set["status"]?["currentRevision"]?.string
    let current = history.first { $0.name == name } ?? update
    return ChosenRevisions(current: current, update: update, collisions: collisions)
  }

  mutating func renumber(_ revision: JSONValue, _ number: Int64, now: Timestamp) -> JSONValue? {
    var new = revision
    new["revision"] = .integer(number)
    return updateInternally(BuiltIn.revisions, revision, to: new, now: now)
  }

  private mutating func makeRevision(
    of set: JSONValue, _ patch: JSONValue, _ number: Int64, _ collisions: inout Int64, now: Timestamp
  ) -> JSONValue? {
    var labels = set["spec"]?["template"]?.labels ?? [:]
    labels["controller.kubernetes.io/hash"] = RevisionContents.hash(of: patch, collisions: collisions)
    var metadata: JSONObject = ["namespace": .string(set.namespace ?? ""), "labels": JSONValue(labels)]
    metadata["annotations"] = set.metadata["annotations"]
    metadata["ownerReferences"] = [Self.controllerReference(set, BuiltIn.statefulSets)]
    while true {
      let name = "\(set.name.prefix(223))-\(RevisionContents.hash(of: patch, collisions: collisions))"
      metadata["name"] = .string(name)
      let revision: JSONValue = ["metadata": .object(metadata), "data": patch, "revision": .integer(number)]
      do throws(APIFailure) {
        return try createAsController(BuiltIn.revisions, revision, now: now)
      } catch {
        let key = ObjectKey(namespace: set.namespace, name: name)
        guard error.reason == "AlreadyExists",
          let taken = store[StoredKey(storage: BuiltIn.revisions.storage, key: key)]
        else { return nil }
        if taken["data"] == patch { return taken }
        collisions += 1
      }
    }
  }

  /// Removes the oldest revisions that nothing has any more, until as many are left as the set keeps.
  mutating func truncateHistory(
    _ history: [JSONValue], _ plan: StatefulSetPlan, _ pods: [JSONValue], now: Timestamp
  ) {
    let live = Set([plan.current.name, plan.update.name] + pods.map(PodOrdinal.revision))
    let past = history.filter { !live.contains($0.name) }
    let limit = Int(clamping: plan.set["spec"]?["revisionHistoryLimit"]?.integer ?? 10)
    guard limit >= 0, past.count > limit else { return }
    for revision in past.prefix(past.count - limit) {
      delete(revision, BuiltIn.revisions, DeleteOptions(), now: now)
    }
  }
}
