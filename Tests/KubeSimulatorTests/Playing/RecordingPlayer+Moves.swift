import KubeCore

@testable import KubeSimulator

/// Single moves of the controllers.
extension RecordingPlayer {
  /// What controllers have begun and not ended.
  var itemsAtWork: [WorkItem] { cluster.works.map(\.item) }

  /// What controllers could begin now.
  var readyItems: [WorkItem] {
    mutating get { cluster.readyItems(at: now) }
  }

  /// This after one move more.
  func moved(_ move: (inout SimulatedCluster, Timestamp) -> Void) -> RecordingPlayer {
    var next = self
    move(&next.cluster, now)
    next.moves += 1
    return next
  }

  /// This with the garbage collector having acted; `nil` when it has nothing to do.
  func withGarbageCollected() -> RecordingPlayer? {
    let next = moved { cluster, now in _ = cluster.collectsGarbage(at: now) }
    return next.cluster.revision == cluster.revision ? nil : next
  }

  /// Two states with the same one have come to the same: controllers have written the same since the search began, and
  /// the same is left to do.
  var fingerprint: Int {
    var changes: [StoredKey: JSONValue?] = [:]
    for change in cluster.store.log.changes(after: searchBase) { changes[change.key] = .some(change.new) }
    var sum = 0
    for (key, object) in changes { sum &+= Self.hash(key, object) }
    var hasher = Hasher()
    hasher.combine(sum)
    hasher.combine(now)
    for work in cluster.works {
      hasher.combine(work.item)
      hasher.combine(work.results.count)
      hasher.combine(work.seen.revision)
    }
    var queue = cluster
    hasher.combine(queue.readyItems(at: now))
    return hasher.finalize()
  }

  /// What controllers write of an object. Generated names say nothing.
  private static func hash(_ key: StoredKey, _ object: JSONValue?) -> Int {
    var hasher = Hasher()
    hasher.combine(key.storage)
    hasher.combine(key.key.namespace)
    hasher.combine(object?["metadata"]?["generateName"]?.string ?? key.key.name)
    guard let object else { return hasher.finalize() }
    hasher.combine(object["metadata"]?["annotations"])
    hasher.combine(object.generation)
    hasher.combine(object.isDeleting)
    hasher.combine(object.ownerReferences.count)
    hasher.combine(object["spec"]?["replicas"])
    hasher.combine(object["status"])
    hasher.combine(object["count"])
    return hasher.finalize()
  }

  /// Whether the object that a step shows has the recorded status: cheaper than to play the step.
  func mayMatch(_ step: Recording.Step) -> Bool {
    guard let body = step.response["body"], let status = body["status"], let request = step.value["request"],
      step.response["status"] == 200, ["GET", "PATCH"].contains(request["method"]?.string),
      let kind = body["kind"]?.string, let storage = Self.storages[kind], let name = body["metadata"]?["name"]?.string,
      request["path"]?.string?.split(separator: "?").first?.hasSuffix("/" + name) == true
    else { return true }
    let namespace = body["metadata"]?["namespace"]?.string.map(matcher.fill)
    let key = ObjectKey(namespace: namespace, name: matcher.fillHashes(matcher.fill(name)))
    guard let object = cluster.store[StoredKey(storage: storage, key: key)] else { return true }
    var trial = matcher
    trial.mismatches = []
    trial.stopsAtFirst = true
    trial.match(status, object["status"] ?? [:], "body.status")
    return trial.mismatches.isEmpty
  }

  /// The kinds whose status only controllers change.
  private static let storages = [
    "Deployment": BuiltIn.deployments.storage, "ReplicaSet": BuiltIn.replicaSets.storage,
    "StatefulSet": BuiltIn.statefulSets.storage, "Job": BuiltIn.jobs.storage,
  ]
}
