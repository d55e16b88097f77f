import KubeCore

/// Whether a pod may be on a node by what it says of nodes: the labels that it selects, and what it requires.
enum NodeAffinity {
  static let required = ["affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution"]

  static func allows(_ spec: JSONValue, on node: JSONValue) -> Bool {
    let labels = node.labels
    guard (spec["nodeSelector"]?.stringMap ?? [:]).allSatisfy({ labels[$0.key] == $0.value }) else { return false }
    guard let required = spec[required] else { return true }
    return (required["nodeSelectorTerms"]?.elements ?? []).contains { matches($0, node, labels) }
  }

  /// A term that asks for nothing matches nothing.
  private static func matches(_ term: JSONValue, _ node: JSONValue, _ labels: [String: String]) -> Bool {
    let expressions = term["matchExpressions"]?.elements ?? []
    let fields = term["matchFields"]?.elements ?? []
    guard !expressions.isEmpty || !fields.isEmpty else { return false }
    return expressions.allSatisfy { matches($0, labels[$0["key"]?.string ?? ""]) }
      && fields.allSatisfy { matches($0, $0["key"] == "metadata.name" ? node.name : "") }
  }

  private static func matches(_ requirement: JSONValue, _ value: String?) -> Bool {
    let values = (requirement["values"]?.elements ?? []).compactMap(\.string)
    switch requirement["operator"]?.string {
    case "In": return value.map(values.contains) ?? false
    case "NotIn": return !(value.map(values.contains) ?? false)
    case "Exists": return value != nil
    case "DoesNotExist": return value == nil
    case "Gt", "Lt":
      guard let number = value.flatMap({ Int64($0) }), let limit = values.first.flatMap({ Int64($0) }) else {
        return false
      }
      return requirement["operator"] == "Gt" ? number > limit : number < limit
    default: return false
    }
  }
}
