import KubeCore
import RolloutEngine
import SlipwayAPI
import Testing

/// Everything that can happen, in small worlds.
///
/// A stated depth marks a search that does not run to closure.
@Suite struct ExplorationTests {
  /// A deployment whose first version serves, and whose spec has just been changed.
  static func world(replicas: Int, steps: [CanaryStep], configure: (inout ModelDeploymentSpec) -> Void = { _ in })
    -> World
  {
    var spec = ModelDeploymentSpec()
    spec.replicas = replicas
    spec.model.uri = "file:///b"
    spec.strategy.canary.steps = steps
    spec.strategy.canary.progressDeadline = .seconds(50)
    spec.analysis.dwell = .seconds(10)
    spec.analysis.inconclusiveAfter = .seconds(100)
    configure(&spec)
    var world = World(spec: spec, revision: "b")
    world.status.stable = RevisionStatus(revision: "a", model: "file:///a")
    world.workloads["a"] = World.Workload(desired: replicas, ready: replicas)
    (world.admitted, world.pending) = (["a"], ["a"])
    return world
  }

  static let half = CanaryStep(weight: BasisPoints(percent: 50))
  static let third = CanaryStep(weight: BasisPoints(rawValue: 3_333))
  static let twoThirds = CanaryStep(weight: BasisPoints(rawValue: 6_667))

  func check(_ name: String, _ liberties: Exploration.Liberties, from world: World) -> Exploration.Outcome {
    var exploration = Exploration(liberties)
    let clock = ContinuousClock()
    let time = clock.measure { exploration.run(from: world) }
    let outcome = exploration.outcome
    print("\(name): \(outcome.states) states, \(outcome.edges) edges, closed: \(outcome.isClosed), \(time)")
    if let counterexample = outcome.counterexample { Issue.record("\(name): \(counterexample)") }
    if let stuck = outcome.stuck { Issue.record("\(name): no way to settle after:\n\(stuck)") }
    return outcome
  }

  @Test func everyVerdict() {
    var liberties = Exploration.Liberties()
    liberties.verdicts = [.advance, .rollBack, .retreat, .collecting, .inconclusive, .noData]
    let outcome = check(
      "verdicts", liberties, from: Self.world(replicas: 2, steps: [Self.third, Self.twoThirds]))
    #expect(outcome.isClosed)
    #expect(outcome.outcomes == [.promoted, .rolledBack])
  }

  @Test func crashes() {
    var liberties = Exploration.Liberties()
    liberties.verdicts = [.advance, .rollBack]
    liberties.crashes = true
    let outcome = check("crashes", liberties, from: Self.world(replicas: 2, steps: [Self.third, Self.twoThirds]))
    #expect(outcome.isClosed)
  }

  @Test func edits() {
    var liberties = Exploration.Liberties()
    liberties.verdicts = [.advance, .rollBack]
    liberties.edits = ["a", "b", "c"]
    let outcome = check("edits", liberties, from: Self.world(replicas: 1, steps: [Self.half]))
    #expect(outcome.isClosed)
    #expect(outcome.outcomes == [.promoted, .rolledBack, .superseded, .cancelled])
  }

  @Test func operatorDies() {
    var liberties = Exploration.Liberties()
    liberties.verdicts = [.advance, .rollBack]
    (liberties.operatorDies, liberties.approvals) = (true, true)
    let outcome = check(
      "restarts", liberties, from: Self.world(replicas: 2, steps: [Self.third, .hold, Self.twoThirds]))
    #expect(outcome.isClosed)
    #expect(outcome.outcomes == [.promoted, .rolledBack])
  }

  @Test func holds() {
    var liberties = Exploration.Liberties()
    liberties.verdicts = [.advance, .retreat, .rollBack]
    liberties.approvals = true
    let steps = [Self.third, .hold, CanaryStep(weight: .whole)]
    let outcome = check("holds", liberties, from: Self.world(replicas: 2, steps: steps))
    #expect(outcome.isClosed)
  }

  @Test func pauses() {
    var liberties = Exploration.Liberties()
    liberties.verdicts = [.advance, .rollBack]
    liberties.pauses = true
    let outcome = check("pauses", liberties, from: Self.world(replicas: 2, steps: [Self.third, Self.twoThirds]))
    #expect(outcome.isClosed)
  }

  @Test func scaling() {
    var liberties = Exploration.Liberties()
    liberties.verdicts = [.advance, .rollBack]
    liberties.replicas = [0, 1, 3]
    liberties.depth = 11
    _ = check(
      "scaling", liberties,
      from: Self.world(replicas: 3, steps: [Self.third, Self.twoThirds]) {
        $0.traffic.router.service.tolerance = .whole
      })
  }

  @Test func firstVersion() {
    var liberties = Exploration.Liberties()
    liberties.crashes = true
    liberties.edits = ["b", "c"]
    liberties.verdicts = [.advance, .rollBack]
    var world = Self.world(replicas: 1, steps: [Self.half])
    world.status = ModelDeploymentStatus()
    (world.workloads, world.admitted, world.pending) = ([:], nil, nil)
    liberties.depth = 13
    _ = check("first", liberties, from: world)
  }

  @Test func everythingToADepth() {
    var liberties = Exploration.Liberties()
    liberties.verdicts = [.advance, .rollBack, .retreat, .noData]
    (liberties.crashes, liberties.pauses, liberties.operatorDies, liberties.approvals) = (true, true, true, true)
    liberties.edits = ["a", "b", "c"]
    liberties.replicas = [1, 2]
    liberties.depth = 5
    _ = check("everything", liberties, from: Self.world(replicas: 2, steps: [Self.third, .hold]))
  }
}
