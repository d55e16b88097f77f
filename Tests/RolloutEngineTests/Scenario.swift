import KubeCore
import RolloutEngine
import SlipwayAPI
import Testing

/// A world that is played by hand: the operator looks after every change.
struct Scenario {
  var world: World
  private(set) var decision: RolloutDecision
  /// The reasons of all events so far.
  private(set) var events: [String] = []

  init(_ world: World) {
    self.world = world
    decision = Rollout.decide(world.input)
    look()
  }

  var status: ModelDeploymentStatus { decision.status }
  var rule: String { decision.explanation.rule }

  /// Lets the operator decide and carry out, and checks every invariant.
  mutating func look() {
    let input = world.input
    decision = Rollout.decide(input)
    for broken in RolloutInvariant.broken(by: decision, on: input) {
      Issue.record("broken: \(broken), \(decision.explanation)")
    }
    events += decision.events.map(\.reason)
    world.status = decision.status
    world.carryOut(decision.plan)
  }

  /// Lets the cluster catch up until nothing moves: pods start and stop, and the selector follows.
  mutating func settle() {
    for _ in 0..<20 {
      let before = (world.workloads, world.admitted)
      world.workloads = world.workloads.mapValues { World.Workload(desired: $0.desired, ready: $0.desired) }
      world.admitted = world.pending
      look()
      if before == (world.workloads, world.admitted) { return }
    }
  }

  mutating func pass(_ time: TimeSpan) {
    world.now = world.now + time.duration
    look()
  }

  mutating func say(_ verdict: VerdictKind, metric: String? = nil, message: String = "") {
    world.report = AnalysisReport(
      revision: status.candidate?.revision ?? "", step: status.step?.index ?? 0, verdict: verdict, metric: metric,
      message: message)
    look()
  }

  mutating func edit(_ revision: String) {
    world.revision = revision
    world.spec.model.uri = "file:///\(revision)"
    look()
  }
}
