import KubeCore

/// A new node takes no pods until it has reported that it is ready.
enum NodeTaints {
  private static let key = "node.kubernetes.io/not-ready"

  static func add(to node: inout JSONValue) {
    let taints = node["spec"]?["taints"]?.elements ?? []
    guard !taints.contains(where: isOwn) else { return }
    node[["spec", "taints"]] = .array(taints + [["key": .string(key), "effect": "NoSchedule"]])
  }

  /// - Returns: the node as it is once it has reported, if it still waits to be let in.
  static func removed(from node: JSONValue) -> JSONValue? {
    let taints = node["spec"]?["taints"]?.elements ?? []
    guard node.condition("Ready")?["status"] == "True", taints.contains(where: isOwn) else { return nil }
    var ready = node
    let others = taints.filter { !isOwn($0) }
    ready[["spec", "taints"]] = others.isEmpty ? nil : .array(others)
    return ready
  }

  private static func isOwn(_ taint: JSONValue) -> Bool {
    taint["key"]?.string == key && taint["effect"] == "NoSchedule"
  }
}
