import KubeCore

/// How sure a pod can be of its resources.
enum ServiceClass {
  /// Pods whose containers all ask for exactly what they are limited to are served first, those that ask for nothing last.
  static func of(_ pod: JSONValue) -> String {
    let containers = (pod["spec"]?["containers"]?.elements ?? []) + (pod["spec"]?["initContainers"]?.elements ?? [])
    let asksForNothing = containers.allSatisfy { container in
      ["limits", "requests"].allSatisfy { member in
        ["cpu", "memory"].allSatisfy { container["resources"]?[member]?[$0] == nil }
      }
    }
    if asksForNothing { return "BestEffort" }
    let isGuaranteed = containers.allSatisfy { container in
      ["cpu", "memory"].allSatisfy { name in
        let limit = container["resources"]?["limits"]?[name]
        return limit != nil && limit == container["resources"]?["requests"]?[name]
      }
    }
    return isGuaranteed ? "Guaranteed" : "Burstable"
  }
}
