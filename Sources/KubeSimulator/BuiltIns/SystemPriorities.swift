import KubeCore

/// The priorities that every cluster has from its start.
enum SystemPriorities {
  static let values: [String: Int64] = [
    "system-cluster-critical": 2_000_000_000, "system-node-critical": 2_000_001_000,
  ]

  static let storage = "scheduling.k8s.io/priorityclasses"

  static var objects: [JSONValue] {
    let words = [
      "system-cluster-critical":
        "Used for system critical pods that must run in the cluster, but can be moved to another node if necessary.",
      "system-node-critical":
        "Used for system critical pods that must not be moved from their current node.",
    ]
    return values.sorted { $0.key < $1.key }.map { name, value in
      [
        "metadata": ["name": .string(name)], "value": .integer(value),
        "description": .string(words[name] ?? ""),
      ]
    }
  }
}
