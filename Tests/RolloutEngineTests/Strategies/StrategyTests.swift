import KubeCore
import RolloutEngine
import SlipwayAPI
import Testing

/// Each strategy from its beginning to its end.
@Suite struct StrategyTests {
  static func blueGreen(_ configure: (inout ModelDeploymentSpec) -> Void = { _ in }) -> Scenario {
    Scenario(
      World.make(replicas: 3) { spec in
        spec.strategy.type = .blueGreen
        configure(&spec)
      })
  }

  static func shadow(_ configure: (inout ModelDeploymentSpec) -> Void = { _ in }) -> Scenario {
    Scenario(
      World.make(replicas: 4, router: World.anyShare) { spec in
        spec.strategy.type = .shadow
        configure(&spec)
      })
  }

  @Test func aWeightedCanaryNeedsOnlyTheReplicasOfItsShare() {
    let steps = [CanaryStep(weight: BasisPoints(rawValue: 250)), CanaryStep(weight: BasisPoints(percent: 30))]
    var scenario = Scenario(World.make(replicas: 10, steps: steps, router: World.anyShare))
    #expect(scenario.replicas("b") == 1 && scenario.weight("b") == .zero, "replicas come before the weight")
    scenario.settle()
    #expect(scenario.weight("b").text == "2.5%" && scenario.replicas("a") == 10)
    #expect(scenario.status.traffic.map(\.given.text) == ["97.5%", "2.5%"])
    scenario.say(.advance)
    scenario.pass(.minutes(1))
    #expect(scenario.replicas("b") == 3 && scenario.weight("b").text == "2.5%")
    scenario.settle()
    #expect(scenario.weight("b").text == "30%")
    scenario.say(.retreat)
    #expect(scenario.weight("b").text == "2.5%" && scenario.replicas("b") == 3, "the share falls before the replicas")
    scenario.settle()
    #expect(scenario.replicas("b") == 1)
  }

  /// A Deployment whose end was not seen may come back into a rollout: a Service then admits it too.
  @Test func aRevisionWithoutAPartStopsThoughAServiceAdmitsIt() {
    var scenario = Scenario(World.make(replicas: 4, steps: [CanaryStep(weight: BasisPoints(percent: 25)), .hold]))
    scenario.settle()
    scenario.world.workloads["z"] = World.Workload(desired: 1, ready: 1)
    scenario.world.admitted?.insert("z")
    scenario.look()
    #expect(scenario.replicas("z") == 0)
    scenario.settle()
    #expect(scenario.world.workloads["z"] == nil && scenario.weight("b").text == "25%")
  }

  @Test func replicasThatAnotherProcessHasSeenAreNotMissing() throws {
    var scenario = Scenario(World.make(replicas: 4, steps: [CanaryStep(weight: BasisPoints(percent: 50))], router: World.anyShare))
    scenario.settle()
    scenario.say(.advance)
    scenario.pass(.minutes(1))
    scenario.world.workloads["b"]?.ready = 4
    scenario.look()
    #expect(scenario.rule == "Promoting" && scenario.weight("b") == .whole)
    scenario.world.workloads["b"]?.ready = 3
    let until = scenario.world.now + .seconds(30)
    scenario.world.catchUpTime = until
    scenario.look()
    #expect(scenario.weight("b") == .whole && scenario.decision.requeueTime == until)
    scenario.pass(.seconds(30))
    #expect(scenario.weight("b").text == "50%", "both versions carry it together again")
  }

  @Test func aScaleIsApartFromTheWeight() {
    var scale = CanaryStep()
    scale.scale = CandidateScale(percent: BasisPoints(percent: 50))
    let steps = [scale, CanaryStep(weight: BasisPoints(percent: 1)), .hold]
    var scenario = Scenario(World.make(replicas: 10, steps: steps, router: World.anyShare))
    #expect(scenario.replicas("b") == 5 && scenario.weight("b") == .zero)
    scenario.settle()
    #expect(scenario.status.step?.label == "2/3" && scenario.weight("b").text == "1%" && scenario.replicas("b") == 5)
    scenario.say(.advance)
    scenario.pass(.minutes(1))
    #expect(scenario.rule == "Held" && scenario.replicas("b") == 5)
  }

  @Test func blueGreenPreviewsAndSwitchesInOneWrite() {
    var scenario = Self.blueGreen { $0.strategy.blueGreen.preview.hold = Hold() }
    #expect(scenario.replicas("b") == 3 && scenario.weight("b") == .zero && scenario.decision.plan.preview == "b")
    scenario.settle()
    #expect(scenario.rule == "Held" && scenario.decision.plan.traffic.admitted == ["a"])
    #expect(scenario.ask(.promote, revision: "b", step: 1)?.state == .done)
    #expect(scenario.decision.plan.traffic.admitted == ["b"], "all at once")
    scenario.settle()
    #expect(scenario.rule == "Collecting" && scenario.replicas("a") == 3, "the old side is kept whole")
    scenario.say(.advance)
    scenario.pass(.minutes(1))
    scenario.settle()
    #expect(scenario.status.stable?.revision == "b" && scenario.decision.plan.preview == nil)
    scenario.pass(.seconds(20))
    #expect(scenario.replicas("a") == 3, "warm for 30 seconds")
    scenario.pass(.seconds(10))
    #expect(scenario.replicas("a") == 0)
  }

  @Test func blueGreenGoesBackInOneWrite() {
    var scenario = Self.blueGreen()
    scenario.settle()
    #expect(scenario.weight("b") == .whole)
    scenario.say(.rollBack, metric: "errors")
    #expect(scenario.decision.plan.traffic.admitted == ["a"])
    scenario.settle()
    #expect(scenario.status.phase == .rolledBack)
  }

  @Test func aPreviewCanWaitForEvidence() {
    var scenario = Self.blueGreen { spec in
      spec.strategy.blueGreen.preview.analysis = true
      spec.strategy.blueGreen.preview.scale = CandidateScale(replicas: 1)
    }
    scenario.settle()
    #expect(scenario.rule == "Collecting" && scenario.replicas("b") == 1)
    scenario.say(.advance)
    #expect(scenario.weight("b") == .zero && scenario.replicas("b") == 3, "all replicas come before the switch")
    scenario.settle()
    #expect(scenario.weight("b") == .whole)
  }

  @Test func aShadowIsJudgedAndNeverAnswers() {
    var scenario = Self.shadow { $0.strategy.shadow.mirror = BasisPoints(percent: 50) }
    #expect(scenario.replicas("b") == 2 && scenario.decision.plan.traffic.mirror == nil)
    scenario.settle()
    #expect(scenario.decision.plan.traffic.mirror == TrafficPlan.Mirror(revision: "b", share: BasisPoints(percent: 50)))
    #expect(scenario.weight("b") == .zero && scenario.status.candidate?.mirror?.text == "50%")
    scenario.say(.advance)
    scenario.pass(.minutes(1))
    #expect(scenario.rule == "Judged" && scenario.status.phase == .healthy)
    #expect(scenario.replicas("b") == 2 && scenario.decision.plan.traffic.mirror == nil, "copies stop before replicas")
    scenario.settle()
    scenario.pass(.seconds(5))
    #expect(scenario.replicas("b") == 0)
    #expect(scenario.status.history.map(\.outcome) == [.judged])
    scenario.pass(.hours(3))
    #expect(scenario.status.candidate == nil, "it does not begin again")
    scenario.world.spec.strategy.type = .canary
    scenario.look()
    #expect(scenario.status.candidate?.revision == "b", "another strategy rolls it out")
  }

  @Test func aShadowGoesOnAsACanaryWhenAsked() {
    var scenario = Self.shadow { $0.strategy.shadow.then = .canary }
    scenario.settle()
    scenario.say(.advance)
    scenario.pass(.minutes(1))
    scenario.settle()
    #expect(scenario.weight("b").text == "50%" && scenario.decision.plan.traffic.mirror == nil)
  }

  @Test func aTestComparesArmsAndPromotesTheWinner() {
    var scenario = Scenario(World.test(replicas: 4))
    scenario.settle()
    #expect(scenario.status.arms.map(\.name) == ["wide", "deep"])
    #expect(["a", "b", "c"].map { scenario.weight($0).text } == ["50%", "25%", "25%"])
    #expect(scenario.decision.plan.traffic.affinity != nil)
    scenario.pass(.minutes(1))
    scenario.world.test = TestReport(
      revisions: ["a", "b", "c"], step: 0, winner: "c", ratioMismatch: "60% against 50%.")
    scenario.look()
    #expect(scenario.rule == "RatioMismatch", "a test that cannot be trusted decides nothing")
    scenario.world.test?.ratioMismatch = nil
    scenario.look()
    #expect(scenario.status.candidate?.revision == "c" && scenario.weight("b") == .zero)
    scenario.settle()
    #expect(scenario.status.stable?.revision == "c")
    #expect(Set(scenario.status.rejectedRevisions.map(\.reason)) == ["LostTest"])
    scenario.pass(.hours(1))
    scenario.settle()
    #expect(scenario.rule == "LostTest", "what the spec asks for has lost, and does not come back")
  }

  @Test func anArmThatFailsLeavesTheOthersInTheTest() {
    var scenario = Scenario(World.test(replicas: 4))
    scenario.settle()
    scenario.say(.rollBack, metric: "errors")
    #expect(scenario.status.arms.map(\.revision) == ["c"] && scenario.status.candidate?.revision == "c")
    #expect(["a", "b", "c"].map { scenario.weight($0).text } == ["75%", "0%", "25%"])
    #expect(scenario.events.contains("ArmDropped"))
  }

  @Test func aWinnerCanBeChosenByHand() {
    var scenario = Scenario(World.test(replicas: 4, onWinner: .hold))
    scenario.settle()
    scenario.pass(.minutes(1))
    scenario.world.test = TestReport(revisions: ["a", "b", "c"], step: 0, winner: "b")
    scenario.look()
    #expect(scenario.rule == "WinnerFound" && scenario.status.phase == .held)
    #expect(scenario.ask(.promote, revision: "c")?.state == .refused)
    #expect(scenario.ask(.promoteFully, revision: "c")?.state == .done)
    scenario.settle()
    #expect(scenario.status.stable?.revision == "c")
  }

  @Test func armsThatMatchGetTheirRequestsOnceReady() {
    var scenario = Scenario(
      World.test(replicas: 2) { spec in
        spec.strategy.abTest.arms[1].weight = .zero
        spec.strategy.abTest.arms[1].match = [RequestMatch(header: "x-group", exact: "deep")]
      })
    #expect(scenario.decision.plan.traffic.rules.isEmpty && scenario.replicas("c") == 2)
    scenario.settle()
    #expect(scenario.decision.plan.traffic.rules.map(\.revision) == ["c"])
    #expect(scenario.decision.plan.traffic.total == 10_000)
    scenario.world.workloads["c"]?.ready = 0
    scenario.world.catchUpTime = scenario.world.now + .seconds(30)
    scenario.look()
    #expect(scenario.decision.plan.traffic.rules.map(\.revision) == ["c"], "another process has seen them")
    scenario.world.catchUpTime = nil
    scenario.look()
    #expect(scenario.decision.plan.traffic.rules.isEmpty)
  }

  @Test func aPauseTakesBackCopiesThatHaveNotReachedTheRouter() {
    var scenario = Self.shadow()
    let replicas = scenario.replicas("b")
    scenario.world.workloads["b"]?.ready = replicas
    scenario.look()
    #expect(scenario.decision.plan.traffic.mirror?.revision == "b")
    scenario.world.asked = scenario.world.given
    scenario.world.spec.paused = true
    scenario.look()
    #expect(scenario.decision.plan.traffic.mirror == nil)
    scenario.world.spec.paused = false
    scenario.settle()
    #expect(scenario.decision.plan.traffic.mirror?.revision == "b")
  }

  @Test func aRampGivesSharesBeforeTheTest() {
    var scenario = Scenario(World.test(replicas: 4) { $0.strategy.abTest.ramp = [BasisPoints(percent: 20)] })
    scenario.settle()
    #expect(["b", "c"].map { scenario.weight($0).text } == ["5%", "5%"])
    scenario.pass(.minutes(1))
    scenario.settle()
    #expect(["b", "c"].map { scenario.weight($0).text } == ["25%", "25%"])
  }

  @Test func aRollingUpdateJudgesNothing() {
    var scenario = Scenario(World.make(replicas: 3) { $0.strategy.type = .rollingUpdate })
    var most = 0
    for _ in 0..<20 {
      scenario.settle()
      most = max(most, scenario.decision.plan.revisions.reduce(0) { $0 + $1.replicas })
    }
    #expect(scenario.status.stable?.revision == "b" && most <= 4)
    #expect(!scenario.history.contains("Collecting"))
  }

  /// Shares of thirds and the like are rounded, and nothing may get stuck on that.
  @Test(arguments: [1, 2, 3, 6, 7, 11, 13])
  func aRollingUpdateByARouteComesToItsEnd(replicas: Int) {
    let world = World.make(replicas: replicas, router: World.anyShare) { $0.strategy.type = .rollingUpdate }
    var scenario = Scenario(world)
    for _ in 0..<(8 * replicas + 8) { scenario.settle() }
    #expect(scenario.status.stable?.revision == "b" && scenario.status.candidate == nil)
  }

  @Test func withoutRoomReplicasAreReplacedInPlace() {
    var world = World.make(replicas: 2, router: World.anyShare) { spec in
      spec.strategy.type = .rollingUpdate
      (spec.strategy.rollingUpdate.maxSurge, spec.strategy.rollingUpdate.maxUnavailable) = (0, 1)
    }
    world.spare = 0
    var scenario = Scenario(world)
    #expect(scenario.replicas("a") == 1 && scenario.replicas("b") == 0)
    for _ in 0..<10 {
      let used = scenario.world.workloads.values.reduce(0) { $0 + max($1.desired, $1.ready) }
      #expect(used <= 2)
      scenario.world.spare = 2 - scenario.world.workloads.values.reduce(0) { $0 + $1.desired }
      scenario.settle()
    }
    #expect(scenario.status.stable?.revision == "b")
  }

  @Test func withoutRoomARolloutIsBlockedBeforeStableIsTouched() {
    var world = World.make(replicas: 2, router: World.anyShare)
    world.spare = 0
    var scenario = Scenario(world)
    #expect(scenario.rule == "Blocked" && scenario.status.phase == .waiting && scenario.status.candidate == nil)
    scenario.world.spare = 1
    scenario.look()
    #expect(scenario.status.candidate?.revision == "b")
  }

  @Test func aWarmUpComesBeforeTheFirstWeight() {
    var scenario = Scenario(World.make(replicas: 2, router: World.anyShare))
    scenario.world.cold = ["b"]
    scenario.settle()
    #expect(scenario.rule == "WarmingUp" && scenario.weight("b") == .zero)
    scenario.world.cold = []
    scenario.settle()
    #expect(scenario.weight("b").text == "50%")
  }
}
