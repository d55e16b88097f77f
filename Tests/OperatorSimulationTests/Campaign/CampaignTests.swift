import KubeSimulator
import Testing

@testable import OperatorSimulation

@Suite("A crash")
struct CampaignTests {
  @Test(
    "at any call is followed by a process that ends where the undisturbed one does", .enabled(if: TestForm.isLong),
    arguments: Scenario.all.map(\.name))
  func anyCall(name: String) throws {
    let trial = Trial(try #require(Scenario.named(name)))
    let last = (trial.reference.checkpoints?.before.keys.max() ?? 0)
    #expect(last > 25)
    for call in 1...max(1, last) {
      for kind in [FaultKind.crashBefore, .crashAfterCommit] { try expectNoViolation(Fault(.call, call, kind), trial, name) }
    }
  }

  /// What has been found broken once: time travel, a clock that is set back, a stable version that is deleted.
  @Test(
    "or another fault that was not survived once is survived",
    arguments: [
      "call:31=crash-into-past", "call:46=crash-into-past", "second:10=step-wall:-3600", "second:10=delete-deployment:2",
    ])
  func regressions(text: String) throws {
    let scenario = Scenario.canaryPromoted
    try expectNoViolation(try #require(Fault(text)), Trial(scenario), scenario.name)
  }

  private func expectNoViolation(_ fault: Fault, _ trial: Trial, _ name: String) throws {
    let plan = FaultPlan([fault])
    let violations = trial.violations(of: Trial.Case(plan: plan, seed: 1))
    #expect(violations == [], "slipway simulate --scenario \(name) --faults '\(plan)'")
  }
}
