import KubeCore

/// What an object takes from the quotas of its namespace.
struct QuotaUsage {
  private(set) var amounts: [String: ResourceQuantity] = [:]

  private static let counted: Set = [
    "configmaps", "persistentvolumeclaims", "pods", "replicationcontrollers", "resourcequotas", "secrets", "services",
  ]
  private static let computed = ["cpu", "memory", "ephemeral-storage"]

  init(of object: JSONValue, storage: String) {
    let parts = storage.split(separator: "/").map(String.init)
    let name = parts.count == 2 ? "\(parts[1]).\(parts[0])" : storage
    amounts["count/\(name)"] = ResourceQuantity(1)
    if storage == "pods", ["Succeeded", "Failed"].contains(object["status"]?["phase"]?.string) { return }
    if Self.counted.contains(storage) { amounts[storage] = ResourceQuantity(1) }
    switch storage {
    case "pods": addPod(object["spec"] ?? [:])
    case "services": addService(object["spec"] ?? [:])
    case "persistentvolumeclaims": addClaim(object["spec"] ?? [:])
    default: break
    }
  }

  private mutating func add(_ name: String, _ value: JSONValue?) {
    guard let amount = FieldRules.quantity(value) else { return }
    amounts[name] = amounts[name].map { $0 + amount } ?? amount
  }

  private mutating func addPod(_ spec: JSONValue) {
    for container in spec["containers"]?.elements ?? [] {
      for (name, value) in container["resources"]?["requests"]?.object ?? [:] {
        add("requests.\(name)", value)
        if Self.computed.contains(name) { add(name, value) }
      }
      for (name, value) in container["resources"]?["limits"]?.object ?? [:] { add("limits.\(name)", value) }
    }
  }

  private mutating func addService(_ spec: JSONValue) {
    let type = spec["type"]?.string
    if type == "LoadBalancer" { amounts["services.loadbalancers"] = ResourceQuantity(1) }
    if type == "LoadBalancer" || type == "NodePort" {
      amounts["services.nodeports"] = ResourceQuantity(Int64(spec["ports"]?.elements.count ?? 0))
    }
  }

  private mutating func addClaim(_ spec: JSONValue) {
    let size = spec["resources"]?["requests"]?["storage"]
    add("requests.storage", size)
    guard let name = spec["storageClassName"]?.string else { return }
    let prefix = "\(name).storageclass.storage.k8s.io"
    add("\(prefix)/requests.storage", size)
    amounts["\(prefix)/persistentvolumeclaims"] = ResourceQuantity(1)
  }

  /// Whether a quota is about an object at all (`spec.scopes`).
  static func isInScope(_ object: JSONValue, _ storage: String, _ quota: JSONValue) -> Bool {
    let scopes = (quota["spec"]?["scopes"]?.elements ?? []).compactMap(\.string)
    guard storage == "pods" else { return scopes.isEmpty }
    let containers = object["spec"]?["containers"]?.elements ?? []
    let asks = containers.contains { container in
      ["requests", "limits"].contains { container["resources"]?[$0]?.object?.isEmpty == false }
    }
    let ends = object["spec"]?["activeDeadlineSeconds"] != nil
    return scopes.allSatisfy { scope in
      switch scope {
      case "BestEffort": !asks
      case "NotBestEffort": asks
      case "Terminating": ends
      case "NotTerminating": !ends
      default: false
      }
    }
  }

  /// What is missing on a pod that a quota counts; `nil` when nothing is.
  static func missing(_ pod: JSONValue, _ limited: [String]) -> String? {
    var missing: [(String, [String])] = []
    for resource in limited.sorted() {
      let name = computed.contains(resource) ? "requests.\(resource)" : resource
      let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
      guard parts.count == 2, ["requests", "limits"].contains(parts[0]), computed.contains(parts[1]) else { continue }
      let without = (pod["spec"]?["containers"]?.elements ?? []).filter { $0["resources"]?[parts[0]]?[parts[1]] == nil }
      if !without.isEmpty { missing.append((resource, without.map(\.memberName))) }
    }
    guard !missing.isEmpty else { return nil }
    return "must specify "
      + missing.map { "\($0.0) for: \($0.1.joined(separator: ","))" }.joined(separator: "; ")
  }
}
