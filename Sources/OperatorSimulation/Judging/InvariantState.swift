import KubeCore
import KubeSimulator
import SlipwayAPI

/// What the invariants remember of each ModelDeployment.
struct InvariantState: Sendable {
  struct Memory: Sendable {
    /// Versions that were taken back.
    var banned: [String: Ban] = [:]
  }

  struct Ban: Sendable {
    /// The generation that it was taken back under.
    var generation: Int64
    var since: Duration
  }

  /// How long a version that is taken back may have the traffic that it had: a route is followed a moment later.
  private static let timeToHeed = Duration.seconds(3)

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
      + checkBans(key, before: before, after: after, context)
  }

  private mutating func checkStatus(
    before: Family, after: Family, _ context: InvariantContext
  ) -> [Violation] {
    guard let new = after.model, let old = before.model, old.uid == new.uid else {
      memories[before.model?.uid ?? ""] = nil
      return []
    }
    guard let was = before.status, let status = after.status, old["status"] != new["status"] else { return [] }
    for revision in status.rejectedRevisions.map(\.revision) {
      let known = memories[new.uid]?.banned[revision].flatMap { $0.generation == new.generation ? $0.since : nil }
      let since = known ?? context.elapsed
      memories[new.uid, default: Memory()].banned[revision] = Ban(generation: new.generation, since: since)
    }
    let rules = StatusRules(
      old: old, new: new, before: was, after: status, clocksAgree: context.clocksAgree,
      isDisturbed: context.worldIsDisturbed)
    return rules.violations + StepRules(model: new, before: was, after: status, context: context).violations
  }

  private func checkBans(
    _ key: ObjectKey, before: Family, after: Family, _ context: InvariantContext
  ) -> [Violation] {
    guard let model = after.model, let memory = memories[model.uid], let admitted = after.admitted else { return [] }
    let was = before.admitted ?? []
    return memory.banned.filter { revision, ban in
      let isNew = !was.contains(revision) || context.elapsed > ban.since + Self.timeToHeed
      return isNew && ban.generation == model.generation && admitted.contains(revision)
        && !context.script.hasAskedFor(revision)
    }.keys.sorted().map {
      Violation(.s5, "\(key): revision \($0) gets traffic after it was taken back")
    }
  }
}

extension JSONValue {
  var generation: Int64 { self["metadata"]?["generation"]?.integer ?? 0 }
}
