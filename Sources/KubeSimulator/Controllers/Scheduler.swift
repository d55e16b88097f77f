import KubeCore

extension SimulatedCluster {
  /// Binds each pod that has no node to the first node that takes pods.
  mutating func schedule(now: Timestamp) {
    guard let node = store.objects(in: BuiltIn.nodes.storage).first(where: { Self.takesPods($0.value) }) else { return }
    for (_, pod) in store.objects(in: BuiltIn.pods.storage) where Self.isUnbound(pod) {
      bind(pod, to: node.value.name, manager: "kube-scheduler", now: now)
    }
  }

  private static func takesPods(_ node: JSONValue) -> Bool {
    guard !node.isDeleting, node["spec"]?["unschedulable"]?.bool != true else { return false }
    let repels = node["spec"]?["taints"]?.elements.contains {
      ["NoSchedule", "NoExecute"].contains($0["effect"]?.string)
    }
    guard repels != true else { return false }
    // A node that reports no condition yet is taken to be ready.
    return node.condition("Ready").map { $0["status"] == "True" } ?? true
  }

  private static func isUnbound(_ pod: JSONValue) -> Bool {
    pod["spec"]?["nodeName"]?.string?.isEmpty != false && !pod.isDeleting
      && pod["spec"]?["schedulingGates"]?.elements.isEmpty != false
  }
}
