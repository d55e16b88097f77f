import KubeCore
import RolloutEngine
import SlipwayAPI
import TrafficRouters
import Workloads

/// What is seen of the ScaledObjects of one deployment at one moment.
struct ScalerView: Sendable {
  static let condition = "AutoscalerReady"

  /// Whether the spec asks for them; those that are left are cleared away otherwise.
  let isWanted: Bool
  let objects: [RouteObject]
  /// Why nothing is known of them.
  let trouble: RouterProblem?
  let isKnown: Bool

  /// That of a revision.
  func object(of revision: String) -> RouteObject? {
    objects.first { $0.content[["metadata", "labels", SlipwayLabels.revision]]?.string == revision }
  }

  /// What is to be written of one revision's.
  func steps(_ wanted: DeclaredObject?, of revision: String) -> [ApplierStep] {
    let existing = object(of: revision)
    guard let wanted, trouble == nil else { return existing.map { [drop($0)] } ?? [] }
    if existing?.content["spec"]?.holds(wanted.content["spec"] ?? [:]) == true { return [] }
    return [.write(.declare(RouteObject(.scaledObject, wanted.content)), over: existing)]
  }

  /// What is to go with revisions that have.
  func steps(besides kept: Set<String>) -> [ApplierStep] {
    objects.filter { !kept.contains($0.content[["metadata", "labels", SlipwayLabels.revision]]?.string ?? "") }.map(drop)
  }

  private func drop(_ object: RouteObject) -> ApplierStep { .write(.delete(object), over: object) }

  private var reason: String? {
    trouble.map { $0.reason == .kindMissing ? "AutoscalerKindMissing" : "AutoscalerForbidden" }
  }

  /// Says in a decision's status whether KEDA can be used, and makes an event of what keeps it from that.
  func report(in decision: inout RolloutDecision, generation: Int64?, at now: Timestamp) {
    guard isWanted || !objects.isEmpty else { return decision.status.conditions.removeAll { $0.type == Self.condition } }
    let before = decision.status.conditions[Self.condition]
    decision.status.conditions.set(
      Condition(
        type: Self.condition, status: trouble == nil ? .true : .false, observedGeneration: generation,
        reason: reason ?? "AutoscalerReady",
        message: trouble.map { "\($0.message) `spec.replicas` counts." } ?? "KEDA scales each revision."),
      at: now.wholeSeconds)
    guard let trouble, before?.message != decision.status.conditions[Self.condition]?.message else { return }
    decision.events.append(RolloutEvent(type: .warning, reason: reason ?? "", message: trouble.message))
  }
}
