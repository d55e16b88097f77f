import KubeCore
import KubeSimulator

/// What an invariant may look at besides the objects.
struct InvariantContext: Sendable {
  var now: Timestamp
  var elapsed: Duration
  var plan: FaultPlan
  var load: RequestLoad
  var script: ScriptState
  /// How many rollouts are under way in the whole cluster.
  var rollouts: Int

  /// Whether pods fail by themselves, or others change the objects: what is lost then is not the operator's doing.
  var worldIsDisturbed: Bool { plan.contains(where: \.changesWorld) || script.scenario.takesAway }
  /// Whether the operator can be led to act on what is no longer so.
  var operatorIsDeceived: Bool { plan.contains(where: \.deceives) }
  /// Whether the operator's clock is the cluster's.
  var clocksAgree: Bool { !plan.contains { $0 == .stepWall } }
}
