import KubeCore

/// Whether a node takes a pod.
enum NodeFit {
  /// - Returns: what speaks against it, in the scheduler's words; `nil` when nothing does.
  static func refusal(of pod: JSONValue, by node: JSONValue, running: [JSONValue]) -> String? {
    if node.isDeleting { return "node(s) were being deleted" }
    let tolerations = pod["spec"]?["tolerations"]?.elements ?? []
    if node["spec"]?["unschedulable"]?.bool == true,
      !tolerates(tolerations, ["key": "node.kubernetes.io/unschedulable", "effect": "NoSchedule"])
    {
      return "node(s) were unschedulable"
    }
    let taints = (node["spec"]?["taints"]?.elements ?? []).filter {
      ["NoSchedule", "NoExecute"].contains($0["effect"]?.string)
    }
    if let taint = taints.first(where: { !tolerates(tolerations, $0) }) {
      return "node(s) had untolerated taint(s) {\(taint["key"]?.string ?? ""): \(taint["value"]?.string ?? "")}"
    }
    // A node that reports no condition yet is taken to be ready.
    if let ready = node.condition("Ready"), ready["status"] != "True" { return "node(s) were not ready" }
    if !NodeAffinity.allows(pod["spec"] ?? [:], on: node) {
      return "node(s) didn't match Pod's node affinity/selector"
    }
    return shortage(pod, node, running)
  }

  static func tolerates(_ tolerations: [JSONValue], _ taint: JSONValue) -> Bool {
    tolerations.contains { toleration in
      let effect = toleration["effect"]?.string ?? ""
      let key = toleration["key"]?.string ?? ""
      guard effect.isEmpty || effect == taint["effect"]?.string else { return false }
      let exists = toleration["operator"]?.string == "Exists"
      if key.isEmpty { return exists }
      guard key == taint["key"]?.string else { return false }
      return exists || (toleration["value"]?.string ?? "") == taint["value"]?.string ?? ""
    }
  }

  private static func shortage(_ pod: JSONValue, _ node: JSONValue, _ running: [JSONValue]) -> String? {
    let room = node["status"]?["allocatable"]?.object ?? [:]
    if let limit = room["pods"].flatMap(amount), running.count + 1 > Int(limit) { return "Too many pods" }
    for resource in ["cpu", "memory"] {
      guard let limit = room[resource].flatMap(amount) else { continue }
      let used = running.reduce(0) { $0 + requests($1, resource) }
      if used + requests(pod, resource) > limit { return "Insufficient \(resource)" }
    }
    return nil
  }

  /// What the containers of a pod ask for together.
  static func requests(_ pod: JSONValue, _ resource: String) -> Double {
    (pod["spec"]?["containers"]?.elements ?? []).reduce(0) { sum, container in
      sum + (container["resources"]?["requests"]?[resource].flatMap(amount) ?? 0)
    }
  }

  static func amount(_ value: JSONValue) -> Double? {
    value.double ?? value.string.flatMap { QuantityText.value($0) }
  }
}
