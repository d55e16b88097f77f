import KubeCore

/// The pod of a daemon set on one node.
enum DaemonPod {
  static let generationLabel = "pod-template-generation"

  /// The node that a pod is on, or is meant for.
  static func node(of pod: JSONValue) -> String? {
    if let name = pod["spec"]?["nodeName"]?.string, !name.isEmpty { return name }
    let terms = pod["spec"]?[NodeAffinity.required]?["nodeSelectorTerms"]?.elements ?? []
    let fields: [JSONValue] = terms.flatMap { $0["matchFields"]?.elements ?? [] }
    let field = fields.first { $0["key"] == "metadata.name" && $0["operator"] == "In" }
    guard let values = field?["values"]?.elements, values.count == 1 else { return nil }
    return values[0].string
  }

  /// Whether a pod is of the template as it is.
  static func isUpdated(_ pod: JSONValue, _ set: JSONValue, hash: String) -> Bool {
    let labels = pod.labels
    let generation = set.annotations[ObjectDefaults.templateGeneration].flatMap { Int64($0) }
    return labels[PodOrdinal.revisionLabel] == hash
      || generation != nil && labels[generationLabel] == generation.map { String($0) }
  }

  /// The pod as it is made for a node: it tolerates what may be wrong with the node, and goes nowhere else.
  static func pod(of set: JSONValue, on node: String, hash: String) -> JSONValue {
    var template = set["spec"]?["template"] ?? [:]
    template["spec"] = tolerantSpec(of: set)
    let term: JSONValue = [
      "matchFields": [["key": "metadata.name", "operator": "In", "values": [.string(node)]]]
    ]
    template[["spec"] + NodeAffinity.required] = ["nodeSelectorTerms": [term]]
    template[["metadata", "labels", PodOrdinal.revisionLabel]] = .string(hash)
    if let generation = set.annotations[ObjectDefaults.templateGeneration].flatMap({ Int64($0) }) {
      template[["metadata", "labels", generationLabel]] = .string(String(generation))
    }
    return PodTemplate.pod(from: template, namePrefix: set.name + "-", owner: set, BuiltIn.daemonSets)
  }

  static func tolerantSpec(of set: JSONValue) -> JSONValue {
    var spec = set["spec"]?["template"]?["spec"] ?? [:]
    var tolerations = spec["tolerations"]?.elements ?? []
    let isOnHost = spec["hostNetwork"]?.bool == true
    for (key, effect) in troubles where key != "network-unavailable" || isOnHost {
      let own: JSONValue = [
        "key": .string("node.kubernetes.io/\(key)"), "operator": "Exists", "effect": .string(effect),
      ]
      let others = tolerations.filter { toleration in
        ["key", "operator", "effect"].contains { toleration[$0] != own[$0] } || toleration["value"] != nil
      }
      if others.count == tolerations.count { tolerations.append(own) }
    }
    spec["tolerations"] = .array(tolerations)
    return spec
  }

  /// What may be wrong with a node that keeps no daemon from it.
  private static let troubles = [
    ("not-ready", "NoExecute"), ("unreachable", "NoExecute"), ("disk-pressure", "NoSchedule"),
    ("memory-pressure", "NoSchedule"), ("pid-pressure", "NoSchedule"), ("unschedulable", "NoSchedule"),
    ("network-unavailable", "NoSchedule"),
  ]

  /// Whether a set's pod belongs on a node, and whether one that is there may stay.
  static func fit(of set: JSONValue, on node: JSONValue) -> (runs: Bool, stays: Bool) {
    let spec = tolerantSpec(of: set)
    let name = spec["nodeName"]?.string ?? ""
    guard name.isEmpty || name == node.name, NodeAffinity.allows(spec, on: node) else { return (false, false) }
    let tolerations = spec["tolerations"]?.elements ?? []
    let taints = (node["spec"]?["taints"]?.elements ?? []).filter { !NodeFit.tolerates(tolerations, $0) }
    let repels = taints.contains { ["NoSchedule", "NoExecute"].contains($0["effect"]?.string) }
    return (!repels, !taints.contains { $0["effect"] == "NoExecute" })
  }
}
