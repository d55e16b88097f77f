import KubeCore

/// Binds each pod that has no node to the first node that takes it.
///
/// A node takes a pod when it is ready, schedulable, is one that the pod selects and requires, has no taint that the pod
/// does not tolerate, and has room for its requests and for one more pod.
extension SimulatedCluster {
  mutating func schedule(_ key: ObjectKey, now: Timestamp) {
    guard schedulesPods, let pod = store[StoredKey(storage: BuiltIn.pods.storage, key: key)], Self.isUnbound(pod)
    else { return }
    let nodes = store.objects(in: BuiltIn.nodes.storage).map(\.value)
    guard !nodes.isEmpty else { return }
    var refusals: [String: Int] = [:]
    for node in nodes {
      guard let refusal = NodeFit.refusal(of: pod, by: node, running: pods(on: node.name)) else {
        bind(pod, to: node.name, manager: "kube-scheduler", now: now)
        let note = ControllerNote(
          component: "default-scheduler", reason: "Scheduled",
          message: "Successfully assigned \(pod.namespace ?? "")/\(pod.name) to \(node.name)")
        return record(note, on: pod, BuiltIn.pods, now: now)
      }
      refusals[refusal, default: 0] += 1
    }
    let list = refusals.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
    reject(pod, "0/\(nodes.count) nodes are available: \(list).", now: now)
  }

  static func isUnbound(_ pod: JSONValue) -> Bool {
    pod["spec"]?["nodeName"]?.string?.isEmpty != false && !pod.isDeleting && !PodFacts.isFinished(pod)
      && pod["spec"]?["schedulingGates"]?.elements.isEmpty != false
  }

  /// The pods that take room on a node.
  func pods(on node: String) -> [JSONValue] {
    store.objects(in: BuiltIn.pods.storage).map(\.value).filter {
      $0["spec"]?["nodeName"]?.string == node && !PodFacts.isFinished($0)
    }
  }

  private mutating func reject(_ pod: JSONValue, _ message: String, now: Timestamp) {
    let old = pod.condition("PodScheduled")
    guard old?["status"] != "False" || old?["message"]?.string != message else { return }
    let time: JSONValue = .string(now.wholeSeconds.text)
    let condition: JSONValue = [
      "type": "PodScheduled", "status": "False", "lastProbeTime": .null,
      "lastTransitionTime": old?["status"] == "False" ? old?["lastTransitionTime"] ?? time : time,
      "reason": "Unschedulable", "message": .string(message),
    ]
    var new = pod
    let others = (pod["status"]?["conditions"]?.elements ?? []).filter { $0["type"] != "PodScheduled" }
    new[["status", "conditions"]] = .array(others + [condition])
    updateInternally(BuiltIn.pods, pod, to: new, subresource: "status", manager: "kube-scheduler", now: now)
    let note = ControllerNote(
      component: "default-scheduler", isWarning: true, reason: "FailedScheduling", message: message)
    record(note, on: pod, BuiltIn.pods, now: now)
  }
}
