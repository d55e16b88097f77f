public import KubeCore

/// Nodes that are simulated: they are there, run pods by script, and can be lost.
extension SimulatedCluster {
  /// How long a node may be silent before it counts as lost, as `--node-monitor-grace-period` says.
  private static let silence: Duration = .seconds(50)
  private static let component = "node-controller"
  private static let patience = "node.alpha.kubernetes.io/ttl"
  private static let unreachable = "node.kubernetes.io/unreachable"

  /// Adds a node that runs pods by script.
  ///
  /// - Parameters:
  ///   - capacity: what it has to give by resource name.
  public mutating func addNode(
    _ name: String, labels: [String: String] = [:],
    capacity: [String: String] = ["cpu": "8", "memory": "32Gi", "pods": "110"], at now: Timestamp
  ) {
    let address = "192.0.2.\(kubelet.machines.count % 250 + 1)"
    kubelet.machines[name] = ScriptedKubelet.Machine(address: address)
    var all = labels
    all["kubernetes.io/hostname"] = name
    all["kubernetes.io/os"] = "linux"
    let amounts = JSONValue.init(capacity)
    let created = createInternally(
      BuiltIn.nodes, ["metadata": ["name": .string(name), "labels": .init(all)]], manager: "kubelet", now: now)
    guard let created else { return }
    var node = created
    node["status"] = [
      "capacity": amounts, "allocatable": amounts,
      "addresses": [
        ["type": "InternalIP", "address": .string(address)], ["type": "Hostname", "address": .string(name)],
      ],
      "conditions": [
        Self.readyCondition("True", "KubeletReady", "kubelet is posting ready status", now, old: nil)
      ],
      "nodeInfo": ["kubeletVersion": "v1.36.2", "operatingSystem": "linux"],
    ]
    updateInternally(BuiltIn.nodes, created, to: node, subresource: "status", manager: "kubelet", now: now)
    settle(at: now)
  }

  /// Cuts a node off: what its pods do is no longer reported, and after a while they count as lost.
  public mutating func loseNode(_ name: String, at now: Timestamp) {
    settle(at: now)
    guard kubelet.machines[name]?.lostSince == nil else { return }
    kubelet.machines[name]?.lostSince = now
    queue.wake(WorkItem(controller: .nodes, key: ObjectKey(name: name)), at: now + Self.silence)
  }

  /// Connects a node again: it reports, and its pods go on from where they are.
  public mutating func recoverNode(_ name: String, at now: Timestamp) {
    settle(at: now)
    guard kubelet.machines[name]?.lostSince != nil else { return }
    kubelet.machines[name]?.lostSince = nil
    if let node = store[StoredKey(storage: BuiltIn.nodes.storage, key: ObjectKey(name: name))] {
      report(node, "True", "KubeletReady", "kubelet is posting ready status", now: now)
    }
    for pod in pods(on: name) { queue.add(.kubelet, pod.key) }
    settle(at: now)
  }

  /// Lets a node in once it is ready; notes that it is lost, and in the end deletes its pods.
  mutating func syncNode(_ key: ObjectKey, now: Timestamp) {
    let place = StoredKey(storage: BuiltIn.nodes.storage, key: key)
    if let node = store[place], node.annotations[Self.patience] == nil { tellPatience(of: node, now: now) }
    if let node = store[place], let ready = NodeTaints.removed(from: node) { store.put(ready, at: place) }
    guard let since = kubelet.machines[key.name]?.lostSince, since + Self.silence <= now,
      let node = store[StoredKey(storage: BuiltIn.nodes.storage, key: key)]
    else { return }
    if node.condition("Ready")?["status"] != "Unknown" {
      report(node, "Unknown", "NodeStatusUnknown", "Kubelet stopped posting node status.", now: now)
      for pod in pods(on: key.name) { markUnready(pod, now: now) }
    }
    evictPods(from: key, lostAt: since + Self.silence, now: now)
  }

  /// Notes how long a kubelet may keep what it has read: not at all in a cluster as small as this.
  private mutating func tellPatience(of node: JSONValue, now: Timestamp) {
    var new = node
    new[["metadata", "annotations", Self.patience]] = "0"
    updateInternally(BuiltIn.nodes, node, to: new, now: now)
  }

  private mutating func report(
    _ node: JSONValue, _ status: String, _ reason: String, _ message: String, now: Timestamp
  ) {
    var new = node
    let others = (node["status"]?["conditions"]?.elements ?? []).filter { $0["type"] != "Ready" }
    let condition = Self.readyCondition(status, reason, message, now, old: node.condition("Ready"))
    new[["status", "conditions"]] = .array(others + [condition])
    let taints = (node["spec"]?["taints"]?.elements ?? []).filter { $0["key"]?.string != Self.unreachable }
    let own: [JSONValue] =
      status == "True"
      ? []
      : ["NoSchedule", "NoExecute"].map {
        ["key": .string(Self.unreachable), "effect": .string($0), "timeAdded": .string(now.wholeSeconds.text)]
      }
    let all = taints + own
    new[["spec", "taints"]] = all.isEmpty ? nil : .array(all)
    if new != node { store.put(new, at: StoredKey(storage: BuiltIn.nodes.storage, key: node.key)) }
  }

  private static func readyCondition(
    _ status: String, _ reason: String, _ message: String, _ now: Timestamp, old: JSONValue?
  ) -> JSONValue {
    let time: JSONValue = .string(now.wholeSeconds.text)
    return [
      "type": "Ready", "status": .string(status), "lastHeartbeatTime": time,
      "lastTransitionTime": old?["status"]?.string == status ? old?["lastTransitionTime"] ?? time : time,
      "reason": .string(reason), "message": .string(message),
    ]
  }

  private mutating func markUnready(_ pod: JSONValue, now: Timestamp) {
    let conditions = (pod["status"]?["conditions"]?.elements ?? []).map { condition in
      guard condition["type"] == "Ready", condition["status"] == "True" else { return condition }
      var changed = condition
      changed["status"] = "False"
      changed["lastTransitionTime"] = .string(now.wholeSeconds.text)
      return changed
    }
    var new = pod
    new[["status", "conditions"]] = .array(conditions)
    updateInternally(BuiltIn.pods, pod, to: new, subresource: "status", now: now)
    let note = ControllerNote(
      component: Self.component, isWarning: true, reason: "NodeNotReady", message: "Node is not ready")
    record(note, on: pod, BuiltIn.pods, now: now)
  }

  /// Pods are deleted once they have tolerated the loss for as long as they say.
  private mutating func evictPods(from key: ObjectKey, lostAt: Timestamp, now: Timestamp) {
    var next: Timestamp?
    for pod in pods(on: key.name) where !pod.isDeleting {
      let tolerations = (pod["spec"]?["tolerations"]?.elements ?? []).filter {
        NodeFit.tolerates([$0], ["key": .string(Self.unreachable), "effect": "NoExecute"])
      }
      // One without a limit tolerates it for ever.
      if tolerations.contains(where: { $0["tolerationSeconds"]?.integer == nil }) { continue }
      let limit = tolerations.compactMap { $0["tolerationSeconds"]?.integer }.min() ?? 0
      let end = lostAt + .seconds(max(0, limit))
      guard end <= now else {
        next = min(next ?? end, end)
        continue
      }
      let note = ControllerNote(
        component: "taint-eviction-controller", reason: "TaintManagerEviction",
        message: "Marking for deletion Pod \(pod.namespace ?? "")/\(pod.name)")
      record(note, on: pod, BuiltIn.pods, now: now)
      delete(pod, BuiltIn.pods, DeleteOptions(), now: now)
    }
    if let next { queue.wake(WorkItem(controller: .nodes, key: key), at: next) }
  }
}
