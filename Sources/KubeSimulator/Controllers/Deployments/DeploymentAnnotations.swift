import KubeCore

/// What a deployment's controller notes on the deployment and on its replica sets.
enum DeploymentAnnotations {
  static let revision = "deployment.kubernetes.io/revision"
  static let revisionHistory = "deployment.kubernetes.io/revision-history"
  static let desiredReplicas = "deployment.kubernetes.io/desired-replicas"
  static let maxReplicas = "deployment.kubernetes.io/max-replicas"

  /// The longest history that is kept, in characters.
  private static let historyLimit = 2000
  /// What is not copied from a deployment to its replica sets.
  private static let own: Set<String> = [
    "kubectl.kubernetes.io/last-applied-configuration", "deprecated.deployment.rollback.to", revision, revisionHistory,
    desiredReplicas, maxReplicas,
  ]

  static func revision(of set: JSONValue) -> Int64 { set.annotations[revision].flatMap { Int64($0) } ?? 0 }

  static func desired(of set: JSONValue) -> Int? { set.annotations[desiredReplicas].flatMap { Int($0) } }

  static func maximum(of set: JSONValue) -> Int? { set.annotations[maxReplicas].flatMap { Int($0) } }

  /// Gives a replica set the annotations of its deployment and a revision, unless it has a higher one.
  ///
  /// A revision that is given up is remembered in the history.
  static func align(_ set: inout JSONValue, with deployment: JSONValue, revision number: Int64) {
    var annotations = set.annotations
    for (name, value) in deployment.annotations where !own.contains(name) { annotations[name] = value }
    let old = annotations[revision]
    if (old.flatMap { Int64($0) } ?? 0) < number {
      annotations[revision] = String(number)
      if let old { annotations[revisionHistory] = history(annotations[revisionHistory] ?? "", adding: old) }
    }
    set.setMetadata("annotations", .init(annotations))
  }

  /// Notes for how many replicas a set was sized last.
  static func noteSizes(on set: inout JSONValue, wanted: Int, limits: RolloutLimits) {
    set[["metadata", "annotations", desiredReplicas]] = .string(String(wanted))
    set[["metadata", "annotations", maxReplicas]] = .string(String(wanted + limits.surge))
  }

  private static func history(_ history: String, adding revision: String) -> String {
    guard !history.isEmpty else { return revision }
    var kept = history.split(separator: ",", omittingEmptySubsequences: false)[...]
    var length = history.utf8.count + revision.utf8.count + 1
    while length > historyLimit, let first = kept.first {
      length -= first.utf8.count + 1
      kept = kept.dropFirst()
    }
    return (kept + [revision[...]]).joined(separator: ",")
  }
}
