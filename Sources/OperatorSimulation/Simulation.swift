package import KubeSimulator

/// One run of operator, cluster and workloads: everything that determines it, as a value. Equal values give equal runs,
/// to the byte, in every process and on every machine.
package struct Simulation: Sendable {
  package var scenario: Scenario
  package var plan: FaultPlan
  /// Determines uids, generated names, jitter and, when `mixesOrder` is set, the order in which tasks run.
  package var seed: UInt64
  /// Whether tasks that can run at the same time run in an order that the seed determines, instead of that of their
  /// arrival.
  package var mixesOrder = false
  package var subject = Subject.faithful
  /// Whether the outcome tells all that has happened; a run without it is faster.
  package var keepsTimeline = false
  /// Whether the outcome has a hash of all that has happened; a run without it is faster.
  var keepsHash = true
  /// Whether the outcome holds the world before and after each call.
  var keepsCheckpoints = false
  /// The run ends as soon as this is found broken.
  var stopsAt: Invariant?
  /// For how long nothing must be written when all is done; default three times as long as a watch lasts at most.
  package var quietTime = Duration.seconds(900)

  package init(_ scenario: Scenario, plan: FaultPlan = FaultPlan(), seed: UInt64 = 1) {
    (self.scenario, self.plan, self.seed) = (scenario, plan, seed)
  }

  /// Runs the scenario from its beginning, or from its prelude's end.
  package func run() -> Outcome { run(from: base()) }

  /// The world at the beginning of the scenario; `nil` where it begins with nothing.
  func base() -> World? { scenario.prelude.flatMap { Preludes.shared.world(after: $0, seed: seed) } }

  /// - Parameter base: what the scenario's prelude has left behind; made once, it serves any number of runs.
  func run(from base: World?) -> Outcome {
    let detail = keepsTimeline ? Timeline.Detail.entries : keepsHash ? .hash : .violations
    var world =
      base?.continued(by: scenario, plan: plan, detail: detail)
      ?? World(seed: seed, scenario: scenario, plan: plan, detail: detail)
    world.load.errorRates = scenario.errorRates
    world.electsLeader = subject.division == .election
    if keepsCheckpoints { world.trouble.needsPast = true }
    return SimulationRun(self, world: world, firstStart: world.elapsed).run()
  }

  /// Goes on where a process died, with another one a moment later.
  func run(afterDeathIn world: World) -> Outcome {
    SimulationRun(self, world: world, firstStart: world.elapsed + SimulationRun.restartTime).run()
  }
}
