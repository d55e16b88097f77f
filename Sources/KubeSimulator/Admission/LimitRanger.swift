import KubeCore

/// Keeps pods within the limits of their namespace, and gives those that ask for nothing what is usual there.
struct LimitRanger {
  let limits: [JSONValue]

  /// - Throws: `APIFailure` 403 when a limit is broken.
  func admit(_ pod: inout JSONValue) throws(APIFailure) {
    guard !limits.isEmpty else { return }
    for range in limits { setDefaults(of: &pod, range) }
    var problems: [String] = []
    for range in limits {
      for limit in range["spec"]?["limits"]?.elements ?? [] { problems += Self.problems(pod, limit) }
    }
    guard !problems.isEmpty else { return }
    throw .podForbidden(pod, problems.count == 1 ? problems[0] : "[\(problems.joined(separator: ", "))]")
  }

  private func setDefaults(of pod: inout JSONValue, _ range: JSONValue) {
    guard let limit = range["spec"]?["limits"]?.elements.first(where: { $0["type"] == "Container" }) else { return }
    var notes: [String] = []
    for list in ["containers", "initContainers"] {
      guard let containers = pod["spec"]?[list]?.array else { continue }
      pod[["spec", list]] = .array(
        containers.map { container in
          var container = container
          let name = container["name"]?.string ?? ""
          for (member, source, word) in [("requests", "defaultRequest", "request"), ("limits", "default", "limit")] {
            let missing = (limit[source]?.object ?? [:]).filter { container["resources"]?[member]?[$0.key] == nil }
            for (resource, value) in missing { container[["resources", member, resource]] = value }
            guard !missing.isEmpty else { continue }
            let kind = list == "containers" ? "container" : "init container"
            notes.append("\(missing.map(\.key).sorted().joined(separator: ", ")) \(word) for \(kind) \(name)")
          }
          return container
        })
    }
    if !notes.isEmpty {
      pod[["metadata", "annotations", "kubernetes.io/limit-ranger"]] = .string(
        "LimitRanger plugin set: \(notes.joined(separator: "; "))")
    }
  }

  private static func problems(_ pod: JSONValue, _ limit: JSONValue) -> [String] {
    switch limit["type"]?.string {
    case "Container":
      let containers = (pod["spec"]?["containers"]?.elements ?? []) + (pod["spec"]?["initContainers"]?.elements ?? [])
      return containers.flatMap { problems($0["resources"] ?? [:], limit, "Container") }
    case "Pod": return problems(total(of: pod), limit, "Pod")
    default: return []
    }
  }

  private static func problems(_ resources: JSONValue, _ limit: JSONValue, _ type: String) -> [String] {
    var problems: [String] = []
    func amount(_ member: String, _ name: String) -> (ResourceQuantity, String)? {
      guard let value = resources[member]?[name], let quantity = FieldRules.quantity(value) else { return nil }
      return (quantity, value.string ?? value.description)
    }
    for (name, value) in (limit["min"]?.object ?? [:]).sorted(by: { $0.key < $1.key }) {
      guard let least = FieldRules.quantity(value), let text = value.string else { continue }
      if let (request, shown) = amount("requests", name) {
        if request < least {
          problems.append("minimum \(name) usage per \(type) is \(text), but request is \(shown)")
          continue
        }
      } else {
        problems.append("minimum \(name) usage per \(type) is \(text).  No request is specified")
        continue
      }
      if let (given, shown) = amount("limits", name), given < least {
        problems.append("minimum \(name) usage per \(type) is \(text), but limit is \(shown)")
      }
    }
    for (name, value) in (limit["max"]?.object ?? [:]).sorted(by: { $0.key < $1.key }) {
      guard let most = FieldRules.quantity(value), let text = value.string else { continue }
      if let (given, shown) = amount("limits", name) {
        if given > most {
          problems.append("maximum \(name) usage per \(type) is \(text), but limit is \(shown)")
          continue
        }
      } else {
        problems.append("maximum \(name) usage per \(type) is \(text).  No limit is specified")
        continue
      }
      if let (request, shown) = amount("requests", name), request > most {
        problems.append("maximum \(name) usage per \(type) is \(text), but request is \(shown)")
      }
    }
    return problems
  }

  /// What all containers of a pod ask for together.
  private static func total(of pod: JSONValue) -> JSONValue {
    var total: JSONValue = [:]
    for container in pod["spec"]?["containers"]?.elements ?? [] {
      for member in ["requests", "limits"] {
        for (name, value) in container["resources"]?[member]?.object ?? [:] {
          guard let amount = FieldRules.quantity(value) else { continue }
          let sum = FieldRules.quantity(total[member]?[name]).map { $0 + amount } ?? amount
          total[[member, name]] = .string(sum.description)
        }
      }
    }
    return total
  }
}
