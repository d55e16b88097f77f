import KubeCore
import KubeSimulator
import SlipwayAPI

/// What the invariants remember of each ModelDeployment.
struct InvariantState: Sendable {
  struct Memory: Sendable {
    /// Versions that were taken back, with the generation that they were taken back under.
    var banned: [String: Int64] = [:]
  }

  /// By uid.
  private var memories: [String: Memory] = [:]

  /// Looks at an object that has just changed.
  ///
  /// - Returns: what is broken by a change of the object itself.
  func check(_ kind: ClusterView.Kind, _ change: ObservedChange) -> [Violation] {
    guard let new = change.new else { return [] }
    switch kind {
    case .event: return SecretRule.violations(of: new, named: "event \(change.key)")
    case .service, .deployment, .record: return change.old == nil ? NameRules.violations(of: new) : []
    case .route: return RouteRules.violations(of: new, named: change.key)
    case .model, .pod, .request: return []
    }
  }

  /// Looks at a ModelDeployment to which a change can matter.
  ///
  /// - Returns: what is broken by the change.
  mutating func check(
    _ key: ObjectKey, before: Family, after: Family, in context: InvariantContext
  ) -> [Violation] {
    checkStatus(before: before, after: after, context)
      + TrafficRules(key: key, before: before, after: after, context: context).violations
      + RouteRules(key: key, before: before, after: after, context: context).violations
      + PolicyRules(before: before, after: after, context: context).violations
      + checkBans(key, after, context.script)
  }

  private mutating func checkStatus(
    before: Family, after: Family, _ context: InvariantContext
  ) -> [Violation] {
    guard let new = after.model, let old = before.model, old.uid == new.uid else {
      memories[before.model?.uid ?? ""] = nil
      return []
    }
    guard let was = before.status, let status = after.status, old["status"] != new["status"] else { return [] }
    let rejected = status.rejectedRevisions.map(\.revision)
    if !rejected.isEmpty {
      for revision in rejected { memories[new.uid, default: Memory()].banned[revision] = new.generation }
    }
    let rules = StatusRules(
      old: old, new: new, before: was, after: status, clocksAgree: context.clocksAgree,
      isDisturbed: context.worldIsDisturbed)
    return rules.violations + StepRules(model: new, before: was, after: status, context: context).violations
  }

  private func checkBans(_ key: ObjectKey, _ family: Family, _ script: ScriptState) -> [Violation] {
    guard let model = family.model, let memory = memories[model.uid], let admitted = family.admitted else { return [] }
    return memory.banned.filter {
      $0.value == model.generation && admitted.contains($0.key) && !script.hasAskedFor($0.key)
    }.keys.sorted().map {
      Violation(.s5, "\(key): revision \($0) gets traffic after it was taken back")
    }
  }
}

extension JSONValue {
  var generation: Int64 { self["metadata"]?["generation"]?.integer ?? 0 }
}
