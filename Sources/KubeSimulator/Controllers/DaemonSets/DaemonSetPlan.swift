import KubeCore

/// A daemon set as one look of its controller sees it, and what the look is to do.
///
/// Source of the rules: the daemon set controller of Kubernetes 1.36.
struct DaemonSetPlan: Sendable {
  let set: JSONValue
  let hash: String
  /// The nodes of the cluster, with whether a pod belongs there and whether one that is there may stay.
  let nodes: [(name: String, runs: Bool, stays: Bool)]
  /// The pods by the nodes that they are on or meant for.
  private(set) var pods: [String: [JSONValue]] = [:]
  let minReadySeconds: Int64
  let now: Timestamp

  /// The nodes that are to get a pod.
  var additions: [String] = []
  /// The pods that are to go.
  var removals: [JSONValue] = []
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

  func isAvailable(_ pod: JSONValue) -> Bool {
    PodFacts.isAvailable(pod, minReadySeconds: minReadySeconds, now: now)
  }

  func isUpdated(_ pod: JSONValue) -> Bool { DaemonPod.isUpdated(pod, set, hash: hash) }

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
    let words = hasFailed ? ("failed", "kill") : ("succeeded", "delete")
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
        message: "Found \(words.0) \(place), will try to \(words.1) it"))
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

  static func isOlder(_ left: JSONValue, _ right: JSONValue) -> Bool {
    let isBound = [left, right].map { $0["spec"]?["nodeName"]?.string?.isEmpty == false }
    if isBound[0] != isBound[1] { return isBound[0] }
    if let first = left.creationTime, let second = right.creationTime, first != second { return first < second }
    return left.name < right.name
  }
}
