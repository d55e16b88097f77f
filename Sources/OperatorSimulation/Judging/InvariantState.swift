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

  /// - Returns: what is broken by a change.
  mutating func check(
    _ kind: ClusterView.Kind, _ change: ObservedChange, before: ClusterView, after: ClusterView,
    in context: InvariantContext
  ) -> [Violation] {
    var found: [Violation] = []
    switch kind {
    case .model:
      found += checkModel(change, before.status(change.key), after.status(change.key), context)
      found += TrafficRules.violations(of: change.key, before, after, context)
    case .service, .deployment, .pod:
      if kind != .pod, let new = change.new, change.old == nil { found += NameRules.violations(of: new) }
      for key in after.models where key.namespace == change.key.namespace {
        found += TrafficRules.violations(of: key, before, after, context)
        found += checkBans(key, after)
      }
    case .event:
      if let new = change.new { found += SecretRule.violations(of: new, named: "event \(change.key)") }
    }
    return found
  }

  private mutating func checkModel(
    _ change: ObservedChange, _ before: ModelDeploymentStatus?, _ after: ModelDeploymentStatus?,
    _ context: InvariantContext
  ) -> [Violation] {
    guard let new = change.new else {
      memories[change.old?.uid ?? ""] = nil
      return []
    }
    guard let old = change.old, let before, let after, old.uid == new.uid, old["status"] != new["status"] else {
      return []
    }
    var memory = memories[new.uid] ?? Memory()
    defer { memories[new.uid] = memory }
    var found = StatusRules(old: old, new: new, before: before, after: after, clocksAgree: context.clocksAgree).violations
    found += StepRules(model: new, before: before, after: after, context: context).violations
    let generation = new["metadata"]?["generation"]?.integer ?? 0
    for rejected in after.rejectedRevisions { memory.banned[rejected.revision] = generation }
    return found
  }

  private func checkBans(_ key: ObjectKey, _ view: ClusterView) -> [Violation] {
    guard let model = view[.model, key], let memory = memories[model.uid], let admitted = view.admitted(of: key) else {
      return []
    }
    let generation = model["metadata"]?["generation"]?.integer ?? 0
    return memory.banned.filter { $0.value == generation && admitted.contains($0.key) }.keys.sorted().map {
      Violation(.s5, "\(key): revision \($0) gets traffic after it was taken back")
    }
  }
}
