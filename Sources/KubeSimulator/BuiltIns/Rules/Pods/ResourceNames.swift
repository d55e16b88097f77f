import KubeCore

/// The names of resources that the server knows.
enum ResourceNames {
  static let standard: Set = ["cpu", "memory", "ephemeral-storage"]
  private static let objects: Set = [
    "pods", "services", "replicationcontrollers", "resourcequotas", "secrets", "configmaps", "persistentvolumeclaims",
    "services.nodeports", "services.loadbalancers",
  ]
  private static let computed: Set = [
    "cpu", "memory", "ephemeral-storage", "requests.cpu", "requests.memory", "requests.storage",
    "requests.ephemeral-storage", "limits.cpu", "limits.memory", "limits.ephemeral-storage",
  ]

  /// What is wrong with a name in a quota.
  static func problems(ofQuota name: String) -> [String] {
    let problems = NameText.problems(ofQualifiedName: name)
    guard problems.isEmpty else { return problems }
    guard !name.contains("/") else { return [] }
    if objects.contains(name) || computed.contains(name) || isHugePage(name) { return [] }
    return ["must be a standard resource type or fully qualified", "must be a standard resource for quota"]
  }

  /// What is wrong with a name in the resources of a container.
  static func problems(ofContainer name: String) -> [String] {
    var problems = NameText.problems(ofQualifiedName: name)
    if name.contains("/") {
      let isNative = name.contains("kubernetes.io/")
      let isExtended =
        !name.hasPrefix("requests.") && NameText.problems(ofQualifiedName: "requests.\(name)").isEmpty
      return isNative || isExtended ? problems : problems + ["doesn't follow extended resource name standard"]
    }
    if standard.contains(name) || isHugePage(name) { return problems }
    if problems.isEmpty, !objects.contains(name), !computed.contains(name) {
      problems.append("must be a standard resource type or fully qualified")
    }
    return problems + ["must be a standard resource for containers"]
  }

  static func isHugePage(_ name: String) -> Bool { name.hasPrefix("hugepages-") }

  /// Whether there is no half of it.
  static func isCount(_ name: String) -> Bool { objects.contains(name) || isExtended(name) }

  /// Whether it belongs to somebody else than Kubernetes, and cannot be given out more than once.
  static func isExtended(_ name: String) -> Bool {
    guard name.contains("/"), !name.hasPrefix("requests.") else { return false }
    return !(name.split(separator: "/").first ?? "").hasSuffix("kubernetes.io")
  }
}
