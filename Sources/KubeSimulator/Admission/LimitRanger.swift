import KubeCore

/// Keeps pods and claims within the limits of their namespace, and gives pods that ask for nothing what is usual there.
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

  /// - Throws: `APIFailure` 403 when a claim asks for too much or too little.
  func admit(claim: JSONValue) throws(APIFailure) {
    let requests = claim["spec"]?["resources"]?["requests"] ?? [:]
    var problems: [String] = []
    for range in limits {
      for limit in range["spec"]?["limits"]?.elements ?? [] where limit["type"] == "PersistentVolumeClaim" {
        let resources: JSONValue = ["requests": requests]
        problems += LimitProblems.least(resources, limit, "PersistentVolumeClaim")
        problems += LimitProblems.mostRequested(resources, limit, "PersistentVolumeClaim")
      }
    }
    guard !problems.isEmpty else { return }
    let text = problems.count == 1 ? problems[0] : "[\(problems.joined(separator: ", "))]"
    throw .forbidden(group: "", plural: "persistentvolumeclaims", claim.name, text)
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
      return containers.flatMap { LimitProblems.all($0["resources"] ?? [:], limit, "Container") }
    case "Pod": return LimitProblems.all(total(of: pod), limit, "Pod")
    default: return []
    }
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
