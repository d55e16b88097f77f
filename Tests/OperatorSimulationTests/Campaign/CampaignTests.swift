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
      for kind in [FaultKind.crashBefore, .crashAfterCommit] {
        try expectNoViolation(Fault(.call, call, kind), trial, name)
      }
    }
  }

  /// The kinds of faults come in groups of 24: eleven has no part in common with that, and takes in all of them.
  private static let stride = 11

  /// `scripts/campaign.sh` tries them all, with optimization.
  @Test("and any other fault is survived, as far as a fixed choice of the short campaign shows")
  func sample() async {
    var campaign = Campaign([.canaryPromoted], form: .short)
    campaign.stride = TestForm.isLong ? 1 : Self.stride
    let report = await campaign.run()
    #expect(report.plans > 80)
    for failure in report.parts.flatMap(\.failures) {
      Issue.record("\(failure.command(scenario: Scenario.canaryPromoted.name)): \(failure.violations)")
    }
  }

  /// What has been found broken once: time travel, a clock that is set back, a stable version that is deleted.
  @Test(
    "or another fault that was not survived once is survived",
    arguments: [
      "call:31=crash-into-past", "call:46=crash-into-past", "second:10=step-wall:-3600",
      "second:10=delete-deployment:2",
    ])
  func regressions(text: String) throws {
    let scenario = Scenario.canaryPromoted
    try expectNoViolation(try #require(Fault(text)), Trial(scenario), scenario.name)
  }

  /// A version that was taken back kept its traffic while the watch of the Services was blind.
  @Test("or a blind watch leaves no traffic to what was taken back", arguments: ["event:13=silence", "event:13=skip"])
  func blindness(text: String) throws {
    let scenario = Scenario.canaryRolledBack
    try expectNoViolation(try #require(Fault(text)), Trial(scenario), scenario.name)
  }

  private func expectNoViolation(_ fault: Fault, _ trial: Trial, _ name: String) throws {
    let plan = FaultPlan([fault])
    let violations = trial.violations(of: Trial.Case(plan: plan, seed: 1))
    #expect(violations == [], "slipway simulate --scenario \(name) --faults '\(plan)'")
  }
}
