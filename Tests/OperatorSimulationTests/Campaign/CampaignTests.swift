import KubeSimulator
import Testing

@testable import OperatorSimulation

@Suite("A crash")
struct CampaignTests {
  @Test(
    "at any call is followed by a process that ends where the undisturbed one does", .enabled(if: TestForm.isLong),
    arguments: Scenario.all.map(\.name))
  func anyCall(name: String) throws {
    let trial = try Trials.of(name)
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
    expectNoFailure(in: report)
  }

  private func expectNoFailure(in report: CampaignReport) {
    for part in report.parts {
      for failure in part.failures {
        Issue.record("\(failure.command(scenario: part.scenario)): \(failure.violations)")
      }
    }
  }

  /// Each call is tried by `scripts/campaign.sh long`.
  @Test(
    "at some calls of each strategy, verb and policy is followed by a process that ends where the undisturbed one does",
    arguments: [
      Scenario.blueGreen, .gatewayPromoted, .rolling, .promotedByRequest, .returned, .approved, .autoscaled, .adoption,
      .left,
    ].map(\.name))
  func someCalls(name: String) throws {
    let trial = try Trials.of(name)
    #expect(trial.reference.calls > 25)
    for call in Swift.stride(from: 13, to: trial.reference.calls, by: Self.stride) {
      try expectNoViolation(Fault(.call, call, .crashAfterCommit), trial, name)
    }
  }

  /// `scripts/campaign.sh leaders` does so with 5,000 seeds in all scenarios.
  @Test("is not needed for two processes to believe both that they lead: they do no harm")
  func leaders() async {
    var campaign = Campaign([.canaryPromoted, .blueGreen, .gatewayPromoted], form: .leaders)
    campaign.combinations = TestForm.isLong ? 400 : 8
    let report = await campaign.run()
    #expect(report.plans == 3 * (campaign.combinations + 1))
    expectNoFailure(in: report)
  }

  /// What has been found broken once, by the shortest plan that showed it.
  @Test("or another fault that was not survived once is survived", arguments: regressions)
  func regression(_ regression: Regression) throws {
    let plan = FaultPlan([try #require(Fault(regression.fault))])
    let trial = try Trials.of(regression.scenario, seed: regression.seed)
    let violations = trial.violations(of: Trial.Case(plan: plan, seed: regression.seed))
    #expect(violations == [])
  }

  struct Regression: Sendable, CustomTestStringConvertible {
    var scenario: String
    var fault: String
    var seed: UInt64

    init(_ scenario: String, _ fault: String, seed: UInt64 = 1) {
      (self.scenario, self.fault, self.seed) = (scenario, fault, seed)
    }

    var testDescription: String { "\(fault) in \(scenario)" }
  }

  private static let regressions = [
    // Time travel, a clock that is set back, a stable version that is deleted.
    Regression("canary-promoted", "call:31=crash-into-past"), Regression("canary-promoted", "call:46=crash-into-past"),
    Regression("canary-promoted", "second:10=step-wall:-3600"),
    Regression("canary-promoted", "second:10=delete-deployment:2"),
    // The Service of a revision that somebody had made to lead elsewhere.
    Regression("canary-promoted", "second:7=edit-selector:2"),
    // Whether a warm version was returned to hung on fractions of a second.
    Regression("reverted-warm", "call:38=refuse:503"),
    // A route that was not seen yet was written over without saying which one is meant.
    Regression("router-changed", "event:61=skip"),
    // The Service of a version went before its Deployment was seen.
    Regression("abort-early", "event:13=flap", seed: 3),
    // An autoscaler kept more replicas of a candidate than its share of the traffic allows.
    Regression("autoscaled", "second:3=scale:0"),
    // Who saw a request late took back its answer.
    Regression("returned-deletion", "event:90=flap"),
    // The traffic went to a version whose preview could not be made.
    Regression("blue-green-after-abort", "second:3=quota"),
    // A share that had been asked for, and not given, was given in a pause.
    Regression("pause-request", "call:28=time-out-before"),
    // Who is shown the past when all is done may write until it sees the present.
    Regression("ab-early-deletion", "call:37=crash-into-past"),
  ]

  /// A second process that came while there was none stayed for ever; many ModelDeployments have more calls from two; what
  /// a former leader said of the replicas stood for ever; two that knew of different replicas took each other's rule out of
  /// a route; one looked again and again for the nanoseconds that a request had yet to wait; and one that had stood still
  /// gave a record its old place back. The last three took as long, or called as often, as two may.
  @Test(
    "or two processes that both act while something else goes wrong",
    arguments: [
      ("promote", 492_237_989, [Fault(.second, 5, .twin, 69), Fault(.call, 34, .crashAfterCommit)]),
      ("many", 492_237_989, [Fault(.second, 5, .twin, 69), Fault(.call, 100, .crashIntoPast)]),
      ("retry", 1_340_328_906, [Fault(.second, 21, .usurp, 35), Fault(.event, 175, .flap)]),
      ("ab-replaced", 3_351_861_037, [Fault(.second, 3, .twin, 69), Fault(.event, 46, .hold)]),
      ("promote", 1_296_962_083, [Fault(.second, 5, .twin, 57), Fault(.event, 70, .end)]),
      ("blue-green-after-abort", 3_464_587_734, [Fault(.second, 8, .usurp, 82)]),
      ("blue-green-deletion-late", 922_431_535, [Fault(.second, 0, .twin, 89), Fault(.event, 13, .flap)]),
      ("blue-green-back-deletion", 3_019_520_171, [Fault(.second, 0, .twin, 49), Fault(.event, 154, .flap)]),
      ("shadow-canary-replaced", 3_464_587_734, [Fault(.second, 12, .usurp, 82), Fault(.event, 235, .flap)]),
    ] as [(String, UInt64, [Fault])])
  func rivals(scenario: String, seed: UInt64, faults: [Fault]) throws {
    let trial = try Trials.of(scenario)
    #expect(trial.violations(of: Trial.Case(plan: FaultPlan(faults), seed: seed, mixesOrder: true)) == [])
  }

  /// A version that was taken back kept its traffic while the watch of the Services was blind.
  @Test("or a blind watch leaves no traffic to what was taken back", arguments: ["event:13=silence", "event:13=skip"])
  func blindness(text: String) throws {
    try expectNoViolation(text, in: "canary-rolled-back")
  }

  /// The specification speaks of another version by then: it is made again of its record.
  @Test(
    "or the loss of the version that was returned to is made good", arguments: ["delete-deployment", "delete-service:1"])
  func losses(kind: String) throws {
    for second in [40, 60] { try expectNoViolation("second:\(second)=\(kind)", in: "canary-rolled-back") }
  }

  /// A process that had stood still made the Service of a version again that was gone.
  @Test("or a pause from which a process wakes with stores of different ages makes nothing again")
  func ages() throws {
    let plan = try #require(FaultPlan("second:11=usurp"))
    let trial = Trial.Case(plan: plan, seed: 2_277_546_518, mixesOrder: true)
    #expect(try Trials.of(Scenario.canaryPromoted.name).violations(of: trial) == [])
  }

  private func expectNoViolation(_ fault: String, in scenario: String) throws {
    try expectNoViolation(try #require(Fault(fault)), Trials.of(scenario), scenario)
  }

  private func expectNoViolation(_ fault: Fault, _ trial: Trial, _ name: String) throws {
    let plan = FaultPlan([fault])
    let violations = trial.violations(of: Trial.Case(plan: plan, seed: 1))
    #expect(violations == [], "slipway simulate --scenario \(name) --faults '\(plan)'")
  }
}
