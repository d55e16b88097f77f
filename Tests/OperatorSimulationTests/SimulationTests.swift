import KubeSimulator
import Testing

@testable import OperatorSimulation

@Suite("A simulation")
struct SimulationTests {
  /// Shorter than in campaigns, where whole watches must come to their end.
  private static let quietTime = Duration.seconds(60)

  @Test("is the same for the same seed", arguments: [false, true])
  func isReproducible(mixesOrder: Bool) throws {
    let plan = try #require(FaultPlan("call:12=crash-after-commit,event:20=hold:4,second:1=pause:20"))
    var simulation = Simulation(.firstDeployment, plan: plan, seed: 3)
    (simulation.mixesOrder, simulation.quietTime) = (mixesOrder, Self.quietTime)
    let (first, second) = (simulation.run(), simulation.run())
    #expect(first.hash == second.hash)
    simulation.seed = 4
    #expect(simulation.run().hash != first.hash)
  }

  @Test("breaks nothing while nothing goes wrong", arguments: Scenario.all.map(\.name))
  func isSound(name: String) throws {
    var simulation = Simulation(try #require(Scenario.named(name)))
    simulation.quietTime = Self.quietTime
    let outcome = simulation.run()
    #expect(outcome.violations == [])
    #expect(outcome.endedAt != nil)
  }

  @Test("that goes on where a process died ends as one that is run from the beginning", arguments: [9, 14])
  func forks(call: Int) throws {
    var simulation = Simulation(.firstDeployment)
    (simulation.keepsCheckpoints, simulation.quietTime) = (true, Self.quietTime)
    let world = try #require(simulation.run().checkpoints?.after[call])
    let forked = simulation.run(afterDeathIn: world)
    simulation.plan = FaultPlan([Fault(.call, call, .crashAfterCommit)])
    let whole = simulation.run()
    #expect(forked.end == whole.end)
    #expect(forked.calls == whole.calls)
    #expect(forked.endedAt == whole.endedAt)
  }

  @Test("tells what happened, when, and what goes wrong")
  func timeline() throws {
    var simulation = Simulation(.firstDeployment, plan: FaultPlan([Fault(.call, 12, .refuse, 429)]))
    simulation.keepsTimeline = true
    let timeline = simulation.run().timeline
    #expect(timeline.contains { $0.contains("call 12: ") && $0.hasSuffix("-> 429 [call:12=refuse:429]") })
    #expect(timeline.contains { $0.contains("user applies") })
    #expect(timeline.contains { $0.contains("decides Starting") })
  }
}
