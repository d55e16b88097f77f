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
  /// The rules that have held.
  private(set) var history: [String] = []
  /// The invariants that were broken.
  private(set) var broken: Set<RolloutInvariant> = []
  private let decide: @Sendable (RolloutInput) -> RolloutDecision
  private let isMutant: Bool

  init(_ world: World) {
    self.init(world, isMutant: false) { Rollout.decide($0) }
  }

  /// - Parameter isMutant: whether what is broken is what is looked for, and no issue.
  init(_ world: World, isMutant: Bool, deciding decide: @escaping @Sendable (RolloutInput) -> RolloutDecision) {
    (self.world, self.isMutant, self.decide) = (world, isMutant, decide)
    decision = decide(world.input)
    look()
  }

  var status: ModelDeploymentStatus { decision.status }
  var rule: String { decision.explanation.rule }

  /// Lets the operator decide and carry out, and checks every invariant.
  mutating func look() {
    let input = world.input
    decision = decide(input)
    for invariant in RolloutInvariant.broken(by: decision, on: input) {
      broken.insert(invariant)
      if !isMutant { Issue.record("broken: \(invariant), \(decision.explanation)") }
    }
    events += decision.events.map(\.reason)
    world.status = decision.status
    world.carryOut(decision.plan)
    world.answer(decision)
    history.append(decision.explanation.rule)
  }

  /// Lets the cluster catch up until nothing moves: pods start and stop, and the router follows.
  mutating func settle() {
    for _ in 0..<40 {
      let before = (world.workloads, world.admitted, world.given)
      world.workloads = world.workloads.mapValues { World.Workload(desired: $0.desired, ready: $0.desired) }
      world.routerFollows()
      look()
      if before == (world.workloads, world.admitted, world.given) { return }
    }
  }

  /// Asks for a verb, and lets the operator look.
  ///
  /// - Returns: what came of it.
  @discardableResult
  mutating func ask(_ verb: RolloutVerb, revision: String? = nil, step: Int? = nil) -> RequestStatus? {
    world.ask(verb, revision: revision, step: step)
    look()
    return decision.requests.last
  }

  /// The share of a revision that the plan asks for.
  func weight(_ revision: String) -> BasisPoints { decision.plan.traffic.weight(of: revision) }

  func replicas(_ revision: String) -> Int { decision.plan.replicas(of: revision) }

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

  mutating func edit(_ revision: String, _ change: (inout ModelDeploymentSpec) -> Void = { _ in }) {
    world.revision = revision
    world.spec.model.uri = "file:///\(revision)"
    change(&world.spec)
    look()
  }
}
