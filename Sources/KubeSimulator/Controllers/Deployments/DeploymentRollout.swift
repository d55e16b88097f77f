import KubeCore

/// A deployment with its replica sets, and what follows from their counts.
///
/// Source of the rules: the deployment controller of Kubernetes 1.36.
struct DeploymentRollout: Sendable {
  var deployment: JSONValue
  /// The set that has the deployment's template.
  private(set) var newSet: JSONValue?
  /// The others, oldest first.
  private(set) var oldSets: [JSONValue]
  let limits: RolloutLimits

  init(deployment: JSONValue, sets: [JSONValue]) {
    self.deployment = deployment
    let byAge = sets.sorted(by: Self.isOlder)
    limits = RolloutLimits(deployment: deployment)
    let template = Self.withoutHash(deployment["spec"]?["template"] ?? [:])
    let current = byAge.first { Self.withoutHash($0["spec"]?["template"] ?? [:]) == template }
    newSet = current
    oldSets = byAge.filter { $0.uid != current?.uid }
  }

  private static func isOlder(_ left: JSONValue, _ right: JSONValue) -> Bool {
    if let first = left.creationTime, let second = right.creationTime, first != second { return first < second }
    return left.name < right.name
  }

  static func withoutHash(_ template: JSONValue) -> JSONValue {
    var template = template
    if template["metadata"]?["labels"]?["pod-template-hash"] != nil {
      template[["metadata", "labels", "pod-template-hash"]] = nil
    }
    return template
  }

  /// Takes a set in a newer form, or a new one that has just been made.
  mutating func update(_ set: JSONValue) {
    if let position = oldSets.firstIndex(where: { $0.uid == set.uid }) {
      oldSets[position] = set
    } else {
      newSet = set
    }
  }

  var sets: [JSONValue] { oldSets + (newSet.map { [$0] } ?? []) }
  var activeOldSets: [JSONValue] { oldSets.filter { Self.replicas($0) > 0 } }

  // MARK: - The specification

  var wanted: Int { max(0, Int(clamping: deployment["spec"]?["replicas"]?.integer ?? 1)) }
  var isPaused: Bool { deployment["spec"]?["paused"]?.bool == true }
  var recreates: Bool { deployment["spec"]?["strategy"]?["type"] == "Recreate" }

  /// `nil` when progress has no deadline.
  var progressDeadline: Int64? {
    let seconds = deployment["spec"]?["progressDeadlineSeconds"]?.integer
    return seconds == Int64(Int32.max) ? nil : seconds
  }

  /// `nil` when every old set is kept.
  var historyLimit: Int? {
    guard let limit = deployment["spec"]?["revisionHistoryLimit"]?.integer, limit != Int64(Int32.max) else {
      return nil
    }
    return Int(clamping: limit)
  }

  // MARK: - Counts

  static func replicas(_ set: JSONValue) -> Int { Int(clamping: set["spec"]?["replicas"]?.integer ?? 0) }

  /// Whether a set has shrunk to its present size, as far as its status tells.
  static func hasActed(_ set: JSONValue) -> Bool {
    set.generation ?? 0 <= set["status"]?["observedGeneration"]?.integer ?? 0
      && set.statusCount("replicas") <= replicas(set)
  }

  /// How many replicas all sets are to have.
  var total: Int { sets.reduce(0) { $0 + Self.replicas($1) } }

  func sum(_ field: String) -> Int { sets.reduce(0) { $0 + $1.statusCount(field) } }

  /// How many must be available at every moment.
  var minimum: Int { wanted - limits.unavailable }

  /// The revision of a set that is made now.
  var nextRevision: Int64 { (oldSets.map(DeploymentAnnotations.revision).max() ?? 0) + 1 }

  /// Whether the number of replicas was changed since the sets were sized.
  var isScaling: Bool {
    sets.contains { set in
      Self.replicas(set) > 0 && (DeploymentAnnotations.desired(of: set).map { $0 != wanted } ?? false)
    }
  }

  /// Whether every replica is of the new template and available, as far as the deployment's own status knows.
  var isComplete: Bool {
    Self.isComplete(deployment["status"] ?? [:], wanted: wanted, generation: deployment.generation)
  }

  static func isComplete(_ status: JSONValue, wanted: Int, generation: Int64?) -> Bool {
    ["updatedReplicas", "replicas", "availableReplicas"].allSatisfy {
      Int(clamping: status[$0]?.integer ?? 0) == wanted
    } && (status["observedGeneration"]?.integer ?? 0) >= generation ?? 0
  }

  /// The old sets that the history has no room for, oldest revision first.
  var surplusSets: ArraySlice<JSONValue> {
    guard let historyLimit else { return [] }
    let alive = oldSets.filter { !$0.isDeleting }
    let byRevision = alive.enumerated().sorted { left, right in
      let (first, second) = (
        DeploymentAnnotations.revision(of: left.element), DeploymentAnnotations.revision(of: right.element)
      )
      return first == second ? left.offset < right.offset : first < second
    }
    return byRevision.map(\.element).prefix(max(0, alive.count - historyLimit)).filter { set in
      set.statusCount("replicas") == 0 && Self.replicas(set) == 0
        && set.generation ?? 0 <= set["status"]?["observedGeneration"]?.integer ?? 0
    }[...]
  }
}
