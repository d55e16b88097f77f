import KubeCore
import RolloutEngine
import SlipwayAPI
import Testing

@Suite struct RolloutTests {
  static let steps = [
    CanaryStep(weight: BasisPoints(percent: 25)), CanaryStep(weight: BasisPoints(percent: 50), for: .minutes(5)),
    CanaryStep(weight: BasisPoints(percent: 75)),
  ]

  /// Version a serves with three replicas, and version b has just been asked for.
  static func start(_ configure: (inout ModelDeploymentSpec) -> Void = { _ in }) -> Scenario {
    Scenario(World.make(replicas: 3, steps: steps, configure: configure))
  }

  @Test func firstVersionNeedsNoCeremony() {
    var world = World.make(replicas: 2, steps: Self.steps)
    world.status = ModelDeploymentStatus()
    (world.workloads, world.admitted, world.pending) = ([:], nil, nil)
    var scenario = Scenario(world)
    #expect(scenario.status.phase == .pending)
    #expect(scenario.decision.plan.revisions.map(\.replicas) == [2])
    scenario.world.workloads["b"]?.ready = 1
    scenario.world.admitted = ["b"]
    scenario.look()
    #expect(scenario.rule == "Starting")
    scenario.settle()
    #expect(scenario.status.phase == .healthy)
    #expect(scenario.status.stable?.revision == "b")
    #expect(scenario.events == ["Starting", "Promoted"])
  }

  @Test func firstVersionThatIsLateRaisesTheAlarmOnce() {
    var world = World.make(replicas: 2, steps: Self.steps)
    world.status = ModelDeploymentStatus()
    (world.workloads, world.admitted) = ([:], nil)
    var scenario = Scenario(world)
    scenario.pass(.seconds(49))
    #expect(scenario.status.conditions["Stalled"]?.status == .false)
    scenario.pass(.seconds(1))
    scenario.pass(.minutes(5))
    #expect(scenario.rule == "StartOverdue")
    #expect(scenario.status.conditions["Stalled"]?.status == .true)
    #expect(scenario.events == ["Starting", "ProgressDeadlineExceeded"])
    scenario.settle()
    #expect(scenario.status.phase == .healthy)
  }

  @Test func aGoodVersionTakesEveryStep() {
    var scenario = Self.start()
    var seen: [[Int]] = []
    func note(_ scenario: Scenario) -> [Int] {
      [
        scenario.status.step?.index ?? -1, scenario.decision.plan.replicas(of: "a"),
        scenario.decision.plan.replicas(of: "b"), scenario.decision.plan.traffic.weight(of: "b").rawValue,
      ]
    }
    for _ in 0..<3 {
      scenario.settle()
      seen.append(note(scenario))
      scenario.say(.advance)
      scenario.pass(.minutes(5))
    }
    #expect(seen == [[0, 3, 1, 2_500], [1, 3, 3, 5_000], [2, 1, 3, 7_500]])
    scenario.settle()
    #expect(scenario.status.stable?.revision == "b")
    #expect(scenario.status.retiring.map(\.revision) == ["a"])
    #expect(scenario.decision.plan.replicas(of: "a") == 1)
    scenario.pass(.seconds(5))
    #expect(scenario.decision.plan.replicas(of: "a") == 0)
    scenario.settle()
    #expect(scenario.status.phase == .healthy && scenario.status.retiring.isEmpty)
    #expect(scenario.world.workloads.keys.sorted() == ["b"])
    #expect(scenario.status.history.map(\.outcome) == [.promoted])
    #expect(
      scenario.events == [
        "RolloutStarted", "StepEntered", "StepPassed", "StepEntered", "StepPassed", "StepEntered", "StepPassed",
        "Promoted",
      ])
  }

  @Test func evidenceTakesABadVersionBackForGood() {
    var scenario = Self.start()
    scenario.settle()
    // As the judge says it: the metric first, and no full stop.
    scenario.say(.rollBack, metric: "errors", message: "errors: 5% against 1%")
    #expect(scenario.status.phase == .rollingBack)
    #expect(scenario.decision.plan.traffic.admitted == ["a"])
    #expect(scenario.decision.plan.replicas(of: "b") == 1, "replicas stay until the selector has followed")
    scenario.settle()
    #expect(scenario.status.phase == .rolledBack)
    #expect(scenario.status.rejectedRevisions.map(\.reason) == ["AnalysisFailed"])
    #expect(scenario.status.rejectedRevisions.first?.message == "Metric `errors`: 5% against 1%.")
    scenario.pass(.seconds(5))
    scenario.settle()
    scenario.pass(.hours(10))
    #expect(scenario.world.workloads.keys.sorted() == ["a"])
    #expect(scenario.rule == "Rejected")
    #expect(scenario.decision.requeueTime == nil)
    #expect(scenario.status.conditions["Stalled"]?.status == .true)
    scenario.edit("a")
    #expect(scenario.status.phase == .healthy)
    scenario.edit("b")
    #expect(scenario.status.phase == .rolledBack, "a rejected revision does not come back by itself")
    scenario.edit("c")
    #expect(scenario.status.candidate?.revision == "c")
  }

  @Test func rollbackFromAboveHalfRestoresTheStableVersionFirst() {
    var scenario = Self.start()
    for _ in 0..<2 {
      scenario.settle()
      scenario.say(.advance)
      scenario.pass(.minutes(5))
    }
    scenario.settle()
    #expect(scenario.world.workloads["a"]?.desired == 1)
    scenario.say(.rollBack)
    #expect(scenario.decision.plan.replicas(of: "a") == 3)
    #expect(scenario.decision.plan.traffic.admitted == ["a", "b"])
    scenario.world.workloads["a"]?.ready = 3
    scenario.look()
    #expect(scenario.decision.plan.traffic.admitted == ["a"])
    #expect(scenario.decision.plan.replicas(of: "b") == 3)
  }

  @Test func rollbackDoesNotWaitForEverForTheStableVersion() {
    var scenario = Self.start()
    scenario.settle()
    scenario.world.workloads["a"]?.ready = 1
    scenario.say(.rollBack)
    #expect(scenario.decision.plan.traffic.admitted == ["a", "b"])
    scenario.pass(.minutes(2))
    #expect(scenario.decision.plan.traffic.admitted == ["a"])
  }

  @Test func replicasThatAreLateAreAFailure() {
    var scenario = Self.start()
    scenario.pass(.seconds(49))
    #expect(scenario.rule == "WaitingForReplicas")
    scenario.pass(.seconds(1))
    scenario.settle()
    #expect(scenario.status.rejectedRevisions.map(\.reason) == ["ProgressDeadlineExceeded"])
  }

  @Test func aBrokenStableVersionDoesNotKeepItsRepairOut() {
    var scenario = Self.start()
    scenario.world.workloads["a"]?.ready = 0
    scenario.look()
    #expect(scenario.decision.plan.replicas(of: "b") == 3)
    scenario.world.workloads["b"]?.ready = 3
    scenario.look()
    scenario.world.admitted = scenario.world.pending
    scenario.look()
    #expect(scenario.status.stable?.revision == "b")
    #expect(scenario.events.contains("StableDown"))
  }

  @Test func aStableVersionThatLacksReplicasIsNotHeldAgainstTheCandidate() {
    var scenario = Self.start()
    scenario.world.workloads["a"]?.ready = 1
    scenario.world.workloads["b"]?.ready = 1
    scenario.look()
    scenario.pass(.hours(1))
    #expect(scenario.rule == "StableNotReady")
    #expect(scenario.decision.plan.traffic.admitted == ["a"])
  }

  @Test func anotherEditSupersedesThroughTheStableVersion() {
    var scenario = Self.start()
    scenario.settle()
    scenario.edit("c")
    #expect(scenario.decision.plan.traffic.admitted == ["a"])
    scenario.settle()
    #expect(scenario.rule == "WaitingForRetirement")
    #expect(scenario.status.history.map(\.outcome) == [.superseded])
    scenario.pass(.seconds(5))
    scenario.settle()
    #expect(scenario.status.candidate?.revision == "c")
    #expect(scenario.world.workloads["b"] == nil)
    #expect(scenario.status.rejectedRevisions.isEmpty)
  }

  @Test func aRetiredRevisionOutlivesAStraySelector() {
    var scenario = Self.start()
    scenario.settle()
    scenario.edit("a")
    scenario.settle()
    scenario.world.admitted = ["a", "b"]
    scenario.pass(.minutes(1))
    #expect(scenario.decision.plan.replicas(of: "b") == 1)
    #expect(scenario.decision.plan.traffic.admitted == ["a"])
    scenario.settle()
    #expect(scenario.world.workloads["b"] == nil)
  }

  @Test func theOldSpecCancels() {
    var scenario = Self.start()
    scenario.settle()
    scenario.edit("a")
    scenario.settle()
    #expect(scenario.status.phase == .healthy)
    #expect(scenario.status.history.map(\.outcome) == [.cancelled])
  }

  @Test func aHoldWaitsForItsApproval() {
    var scenario = Self.start { $0.strategy.canary.steps.insert(.hold, at: 1) }
    scenario.settle()
    scenario.say(.advance)
    scenario.pass(.minutes(1))
    #expect(scenario.rule == "Held" && scenario.status.phase == .held)
    for stale in ["b/0", "b/2", "a/1", "b", "b/1 ", ""] {
      scenario.world.approval = stale
      scenario.pass(.hours(1))
      #expect(scenario.status.step?.index == 1)
    }
    scenario.world.approval = "b/1"
    scenario.look()
    #expect(scenario.status.step?.index == 2)
  }

  @Test func aPauseStopsWeightsAndClocks() {
    var scenario = Self.start()
    scenario.world.spec.paused = true
    scenario.pass(.seconds(10))
    #expect(scenario.status.phase == .paused)
    scenario.world.workloads["b"]?.ready = 1
    scenario.pass(.hours(3))
    #expect(scenario.decision.plan.traffic.admitted == ["a"])
    scenario.world.workloads["b"]?.ready = 0
    scenario.world.spec.paused = false
    scenario.look()
    #expect(scenario.rule == "WaitingForReplicas", "the deadline stood still")
    #expect(scenario.status.step?.deadlineTime == scenario.world.now + TimeSpan.seconds(40).duration)
  }

  /// It was asked for, but whoever asked the router has died or got no answer.
  @Test(arguments: [World.anyShare, .service])
  func aPauseTakesBackWhatHasNotReachedTheRouter(router: RouterCapabilities) {
    let steps = [CanaryStep(weight: BasisPoints(percent: 50)), .hold]
    var scenario = Scenario(World.make(replicas: 4, steps: steps, router: router))
    scenario.world.routerFollows()
    let replicas = scenario.replicas("b")
    scenario.world.workloads["b"]?.ready = replicas
    scenario.look()
    #expect(scenario.weight("b").text == "50%")
    scenario.world.asked = scenario.world.given
    scenario.world.spec.paused = true
    scenario.look()
    #expect(scenario.status.phase == .paused && scenario.decision.plan.traffic.admitted == ["a"])
    scenario.settle()
    #expect(scenario.weight("b") == .zero)
    scenario.world.spec.paused = false
    scenario.look()
    scenario.settle()
    #expect(scenario.weight("b").text == "50%")
    scenario.world.spec.paused = true
    scenario.settle()
    #expect(scenario.weight("b").text == "50%", "what the router does stays")
  }

  @Test func leaningEvidenceGoesBackOnce() {
    var scenario = Self.start()
    scenario.settle()
    scenario.say(.advance)
    scenario.pass(.minutes(1))
    scenario.settle()
    scenario.say(.retreat)
    #expect(scenario.status.step?.index == 0)
    scenario.settle()
    #expect(scenario.world.workloads["b"]?.desired == 1)
    scenario.say(.advance)
    scenario.pass(.minutes(1))
    scenario.settle()
    scenario.say(.retreat)
    #expect(scenario.status.step?.index == 1, "once from each step")
  }

  @Test(arguments: [
    (InconclusivePolicy.hold, VerdictKind.collecting, 0, "Inconclusive"),
    (.hold, .noData, 0, "NoData"), (.promote, .noData, 0, "NoData"), (.rollBack, .noData, 0, "NoData"),
    (.promote, .collecting, 1, "WaitingForReplicas"), (.promote, .inconclusive, 1, "WaitingForReplicas"),
    (.rollBack, .collecting, 0, "RollingBack"), (.rollBack, .inconclusive, 0, "RollingBack"),
    (.hold, .inconclusive, 0, "Inconclusive"),
  ])
  func lackOfEvidence(policy: InconclusivePolicy, verdict: VerdictKind, index: Int, rule: String) {
    var scenario = Self.start { $0.analysis.onInconclusive = policy }
    scenario.settle()
    scenario.say(verdict)
    scenario.pass(.seconds(100))
    #expect(scenario.rule == rule)
    #expect(scenario.status.step?.index == index)
  }

  @Test func aReportOnAnotherStepOrRevisionIsNone() {
    var scenario = Self.start()
    scenario.settle()
    for report in [
      AnalysisReport(revision: "b", step: 1, verdict: .advance),
      AnalysisReport(revision: "c", step: 0, verdict: .rollBack),
      AnalysisReport(revision: "a", step: 0, verdict: .advance),
    ] {
      scenario.world.report = report
      scenario.pass(.seconds(15))
      #expect(scenario.status.step?.index == 0 && scenario.status.rollback == nil)
    }
  }

  @Test func timeAloneDecidesWithoutMetrics() {
    var scenario = Self.start { $0.analysis.metrics = [] }
    scenario.settle()
    scenario.pass(.seconds(9))
    #expect(scenario.status.step?.index == 0)
    scenario.pass(.seconds(1))
    #expect(scenario.status.step?.index == 1)
  }

  @Test func withoutAutomaticRollbackAFailureWaitsForAPerson() {
    var scenario = Self.start { $0.rollback.automatic = false }
    scenario.settle()
    scenario.say(.rollBack, metric: "errors")
    scenario.pass(.hours(1))
    #expect(scenario.rule == "Failed" && scenario.status.phase == .held)
    #expect(scenario.decision.plan.traffic.admitted == ["a", "b"])
    #expect(scenario.events.filter { $0 == "RollbackNeeded" }.count == 1)
    scenario.edit("a")
    scenario.settle()
    #expect(scenario.status.phase == .healthy)
  }

  @Test func aWeightOutOfReachIsNotEntered() {
    var scenario = Self.start { $0.strategy.canary.steps = [CanaryStep(weight: BasisPoints(percent: 5))] }
    scenario.settle()
    scenario.pass(.hours(1))
    #expect(scenario.rule == "WeightOutOfReach")
    #expect(scenario.world.workloads["b"]?.desired ?? 0 == 0)
    scenario.world.spec.replicas = 19
    scenario.settle()
    #expect(scenario.rule == "Collecting")
  }

  @Test func noReplicasMeansNoTrial() {
    var scenario = Self.start { $0.replicas = 0 }
    scenario.settle()
    #expect(scenario.rule == "ScaledToZero")
    #expect(scenario.status.candidate == nil)
  }

  @Test func editedStepsAreFollowed() {
    var scenario = Self.start()
    scenario.settle()
    scenario.world.spec.strategy.canary.steps[0] = CanaryStep(weight: BasisPoints(percent: 40))
    scenario.settle()
    #expect(scenario.world.workloads["b"]?.desired == 2)
    scenario.world.spec.strategy.canary.steps = [CanaryStep(weight: BasisPoints(percent: 40)), .hold]
    scenario.look()
    #expect(scenario.status.step?.label == "1/2")
  }

  @Test func aLostStatusIsReadOffTheCluster() {
    var scenario = Self.start()
    scenario.settle()
    scenario.world.status = ModelDeploymentStatus()
    scenario.look()
    #expect(scenario.status.stable?.revision == "a")
    #expect(scenario.status.candidate?.revision == "b")
    #expect(scenario.events.contains("Adopted"))
  }

  @Test func aStatusIsReadBackAsItWasDecided() {
    var scenario = Self.start()
    scenario.settle()
    var metric = MetricStatus(name: String(repeating: "n", count: 500), verdict: .rollBack)
    (metric.message, metric.effect) = (String(repeating: "é", count: 9_000), String(repeating: "9", count: 99))
    scenario.world.report = AnalysisReport(
      revision: "b", step: 0, verdict: .rollBack, metric: String(repeating: "m", count: 99),
      message: String(repeating: "long ", count: 9_000), metrics: Array(repeating: metric, count: 40))
    scenario.look()
    #expect(scenario.status.phase == .rollingBack)
    #expect(ModelDeploymentStatus(json: scenario.status.json) == scenario.status)
    scenario.settle()
    #expect(ModelDeploymentStatus(json: scenario.status.json) == scenario.status)
    #expect(JSONWriter.write(scenario.status.json).count < 65_536)
  }

  @Test func fractionsOfASecondNeverShortenAWait() {
    var scenario = Self.start()
    scenario.world.now = Timestamp(seconds: 1_800_000_000, nanoseconds: 1)
    scenario.settle()
    #expect(scenario.status.step?.enteredTime == Timestamp(seconds: 1_800_000_001))
  }
}
