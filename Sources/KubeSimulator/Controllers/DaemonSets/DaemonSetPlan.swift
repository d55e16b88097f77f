import KubeCore

/// A daemon set as one look of its controller sees it, and what the look is to do.
///
/// Source of the rules: the daemon set controller of Kubernetes 1.36.
struct DaemonSetPlan: Sendable {
  let set: JSONValue
  let hash: String
  /// The nodes of the cluster, with whether a pod belongs there and whether one that is there may stay.
  private let nodes: [(name: String, runs: Bool, stays: Bool)]
  /// The pods by the nodes that they are on or meant for.
  private var pods: [String: [JSONValue]] = [:]
  private let minReadySeconds: Int64
  private let now: Timestamp

  /// The nodes that are to get a pod.
  private(set) var additions: [String] = []
  /// The pods that are to go.
  private(set) var removals: [JSONValue] = []
  private(set) var notes: [ControllerNote] = []
  /// When to look again at a pod that has failed.
  private(set) var nextLook: Timestamp?

  init(set: JSONValue, nodes: [JSONValue], pods: [JSONValue], hash: String, now: Timestamp) {
    (self.set, self.hash, self.now) = (set, hash, now)
    self.nodes = nodes.map { node in
      let fit = DaemonPod.fit(of: set, on: node)
      return (node.name, fit.runs, fit.stays)
    }
    minReadySeconds = set["spec"]?["minReadySeconds"]?.integer ?? 0
    for pod in pods where !(PodFacts.isFinished(pod) && pod.isDeleting) {
      if let node = DaemonPod.node(of: pod) { self.pods[node, default: []].append(pod) }
    }
  }

  private func isAvailable(_ pod: JSONValue) -> Bool {
    PodFacts.isAvailable(pod, minReadySeconds: minReadySeconds, now: now)
  }

  private func isUpdated(_ pod: JSONValue) -> Bool { DaemonPod.isUpdated(pod, set, hash: hash) }

  // MARK: - One pod a node

  /// Finds the nodes that lack a pod and the pods that are where they do not belong, have ended, or are too many.
  mutating func manage(_ backoffs: inout DaemonBackoffs) {
    for node in nodes { manage(node, &backoffs) }
    let names = Set(nodes.map(\.name))
    for (node, orphans) in pods.sorted(by: { $0.key < $1.key }) where !names.contains(node) {
      removals += orphans.filter { $0["spec"]?["nodeName"]?.string?.isEmpty != false }
    }
  }

  private mutating func manage(_ node: (name: String, runs: Bool, stays: Bool), _ backoffs: inout DaemonBackoffs) {
    guard let own = pods[node.name] else {
      if node.runs { additions.append(node.name) }
      return
    }
    guard node.stays else { return removals += own.filter { !$0.isDeleting } }
    var running: [JSONValue] = []
    for pod in own where !pod.isDeleting {
      guard PodFacts.isFinished(pod) else {
        running.append(pod)
        continue
      }
      replaceEnded(pod, node.name, &backoffs)
    }
    running.sort(by: Self.isOlder)
    guard surges else { return removals += running.dropFirst() }
    if running.isEmpty, node.runs { additions.append(node.name) }
    if running.count > 1 { pruneSurge(running) }
  }

  private mutating func replaceEnded(_ pod: JSONValue, _ node: String, _ backoffs: inout DaemonBackoffs) {
    let hasFailed = pod["status"]?["phase"] == "Failed"
    let place = "daemon pod \(pod.namespace ?? "")/\(pod.name) on node \(node)"
    if hasFailed {
      let generation = set["status"]?["observedGeneration"]?.integer ?? 0
      if let end = backoffs.wait("\(set.uid ?? "")/\(generation)/\(node)", now: now) {
        return nextLook = min(nextLook ?? end, end)
      }
    }
    notes.append(
      ControllerNote(
        component: SimulatedCluster.daemonSetController, isWarning: hasFailed,
        reason: hasFailed ? "FailedDaemonPod" : "SucceededDaemonPod",
        message: hasFailed ? "Found failed \(place), will try to kill it" : "Found succeeded \(place), will try to delete it"))
    removals.append(pod)
  }

  /// Two pods may be on a node while the old one is ready and the new one is not yet available.
  private mutating func pruneSurge(_ running: [JSONValue]) {
    let new = running.first { PodOrdinal.revision(of: $0) == hash }
    let old = running.first { PodOrdinal.revision(of: $0) != hash }
    removals += running.filter { $0.name != new?.name && $0.name != old?.name }
    guard let new, let old, !PodFacts.isReady(old) || isAvailable(new) else { return }
    removals.append(old)
  }

  private static func isOlder(_ left: JSONValue, _ right: JSONValue) -> Bool {
    let isBound = [left, right].map { $0["spec"]?["nodeName"]?.string?.isEmpty == false }
    if isBound[0] != isBound[1] { return isBound[0] }
    if let first = left.creationTime, let second = right.creationTime, first != second { return first < second }
    return left.name < right.name
  }

  // MARK: - Rolling updates

  private var desired: Int { nodes.count(where: \.runs) }

  private func limit(_ name: String, of total: Int, roundsUp: Bool) -> Int {
    let strategy = set["spec"]?["updateStrategy"]
    guard strategy?["type"] == "RollingUpdate" else { return 0 }
    return ScaledValue.resolve(strategy?["rollingUpdate"]?[name], of: total, roundsUp: roundsUp) ?? 0
  }

  private var surges: Bool { limit("maxSurge", of: 1, roundsUp: true) > 0 }

  /// Replaces as many pods of former templates as may be away at once.
  mutating func roll() {
    guard set["spec"]?["updateStrategy"]?["type"] == "RollingUpdate" else { return }
    let surge = limit("maxSurge", of: desired, roundsUp: true)
    let unavailable = limit("maxUnavailable", of: desired, roundsUp: true)
    if surge == 0 {
      replace(max(unavailable, desired > 0 ? 1 : 0))
    } else {
      self.surge(surge)
    }
  }

  /// The nodes that have pods or should have one, with the pods that are there to stay.
  private var stationed: [(node: String, new: [JSONValue], old: [JSONValue])] {
    let names = Set(pods.keys).union(nodes.filter(\.runs).map(\.name))
    return names.sorted().map { name in
      let own = (pods[name] ?? []).filter { !$0.isDeleting }
      return (name, own.filter(isUpdated), own.filter { !isUpdated($0) })
    }
  }

  /// Takes old pods away, first those that are not available anyway.
  private mutating func replace(_ limit: Int) {
    var missing = 0
    var broken: [JSONValue] = []
    var candidates: [JSONValue] = []
    for station in stationed {
      guard station.new.count + station.old.count == 1 else {
        missing += 1
        continue
      }
      if let new = station.new.first {
        if !isAvailable(new) { missing += 1 }
      } else if let old = station.old.first, !isAvailable(old) {
        broken.append(old)
        missing += 1
      } else if let old = station.old.first, missing < limit {
        candidates.append(old)
      }
    }
    removals += broken + candidates.prefix(max(0, limit - missing))
  }

  /// Puts new pods beside old ones, and takes an old one away when the new one is available.
  private mutating func surge(_ limit: Int) {
    let runs = Set(nodes.filter(\.runs).map(\.name))
    var surplus = 0
    var available = 0
    var allowed: [String] = []
    var candidates: [String] = []
    var displaced: [JSONValue] = []
    for station in stationed {
      guard station.new.count <= 1, station.old.count <= 1 else {
        surplus += 1
        continue
      }
      if let pod = station.old.first ?? station.new.first, isAvailable(pod) { available += 1 }
      guard let old = station.old.first else { continue }
      if let new = station.new.first {
        if isAvailable(new) { removals.append(old) } else { surplus += 1 }
      } else if !isAvailable(old) {
        if runs.contains(station.node) { allowed.append(station.node) } else { removals.append(old) }
      } else if !runs.contains(station.node) {
        displaced.append(old)
      } else if surplus < limit {
        candidates.append(station.node)
      }
    }
    removals += displaced.prefix(max(0, available - desired))
    additions += allowed + candidates.prefix(max(0, limit - surplus))
  }

  // MARK: - Status

  /// The status, which counts the pods as they were at the start of the look.
  var status: JSONValue {
    var (current, misplaced, ready, updated, available) = (0, 0, 0, 0, 0)
    for node in nodes {
      guard let pod = pods[node.name]?.min(by: Self.isOlder) else { continue }
      guard node.runs else {
        misplaced += 1
        continue
      }
      current += 1
      if PodFacts.isReady(pod) { ready += 1 }
      if isAvailable(pod) { available += 1 }
      if isUpdated(pod) { updated += 1 }
    }
    var status: JSONObject = [
      "currentNumberScheduled": .count(current), "numberMisscheduled": .count(misplaced),
      "desiredNumberScheduled": .count(desired), "numberReady": .count(ready),
    ]
    status["observedGeneration"] = set.generation.map { .integer($0) }
    status.setCount("updatedNumberScheduled", updated)
    status.setCount("numberAvailable", available)
    status.setCount("numberUnavailable", desired - available)
    for name in ["collisionCount", "conditions"] { status[name] = set["status"]?[name] }
    return .object(status)
  }

  /// When the next pod will have been ready for long enough.
  var nextAvailable: Timestamp? {
    pods.values.joined().compactMap { PodFacts.availableTime($0, minReadySeconds: minReadySeconds) }.filter { $0 > now }
      .min()
  }
}
