import KubeSimulator
import Testing

@testable import OperatorSimulation

@Suite("A crash")
struct CampaignTests {
  @Test(
    "at any call is followed by a process that ends where the undisturbed one does",
    arguments: [Scenario.canaryPromoted.name, Scenario.canaryRolledBack.name])
  func anyCall(name: String) throws {
    let trial = Trial(try #require(Scenario.named(name)))
    let last = (trial.reference.checkpoints?.before.keys.max() ?? 0)
    #expect(last > 25)
    for call in 1...last {
      for kind in [FaultKind.crashBefore, .crashAfterCommit] {
        let plan = FaultPlan([Fault(.call, call, kind)])
        let violations = trial.violations(of: Trial.Case(plan: plan, seed: 1))
        #expect(violations == [], "slipway simulate --scenario \(name) --faults '\(plan)'")
      }
    }
  }
}
