import KubeCore

/// What is reported of a namespace that is to go.
///
/// Source: the namespace controller of Kubernetes 1.36.
enum NamespaceConditions {
  /// - Parameters:
  ///   - resources: the resource of each object that is left.
  ///   - finalizers: every finalizer of each object that is left.
  static func value(old: [JSONValue], resources: [String], finalizers: [String], now: Timestamp) -> JSONValue {
    // The server writes resource and group, with the dot between them even where there is no group.
    let remaining = counts(resources).map { "\($0.key.contains(".") ? $0.key : $0.key + ".") has \($0.value) resource instances" }
    let held = counts(finalizers).map { "\($0.key) in \($0.value) resource instances" }
    let wanted = [
      ("NamespaceDeletionDiscoveryFailure", false, "ResourcesDiscovered", "All resources successfully discovered"),
      (
        "NamespaceDeletionGroupVersionParsingFailure", false, "ParsedGroupVersions",
        "All legacy kube types successfully parsed"
      ),
      (
        "NamespaceDeletionContentFailure", false, "ContentDeleted",
        "All content successfully deleted, may be waiting on finalization"
      ),
      remaining.isEmpty
        ? ("NamespaceContentRemaining", false, "ContentRemoved", "All content successfully removed")
        : (
          "NamespaceContentRemaining", true, "SomeResourcesRemain",
          "Some resources are remaining: " + remaining.joined(separator: ", ")
        ),
      held.isEmpty
        ? (
          "NamespaceFinalizersRemaining", false, "ContentHasNoFinalizers",
          "All content-preserving finalizers finished"
        )
        : (
          "NamespaceFinalizersRemaining", true, "SomeFinalizersRemain",
          "Some content in the namespace has finalizers remaining: " + held.joined(separator: ", ")
        ),
    ]
    return .array(wanted.map { condition($0.0, $0.1, $0.2, $0.3, old: old, now: now) })
  }

  private static func counts(_ names: [String]) -> [(key: String, value: Int)] {
    var counts: [String: Int] = [:]
    for name in names { counts[name, default: 0] += 1 }
    return counts.sorted { $0.key < $1.key }
  }

  private static func condition(
    _ type: String, _ isTrue: Bool, _ reason: String, _ message: String, old: [JSONValue], now: Timestamp
  ) -> JSONValue {
    let status = isTrue ? "True" : "False"
    let before = old.first { $0["type"]?.string == type }
    let time =
      before?["status"]?.string == status
      ? before?["lastTransitionTime"] ?? .null : .string(now.wholeSeconds.text)
    return [
      "type": .string(type), "status": .string(status), "lastTransitionTime": time, "reason": .string(reason),
      "message": .string(message),
    ]
  }
}
