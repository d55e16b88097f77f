import KubeCore
import RolloutEngine
import SlipwayAPI
import Testing

/// What users of other operators of this kind complain of, as far as an engine can cause it: a test for each theme.
///
/// Four themes are not the engine's. It authenticates nobody (15: open dashboards). It knows revisions by name alone: their
/// configuration is copied and kept by `Workloads` (20). It decides for one deployment at a time, and whatever runs as a
/// revision: groups and other kinds of workload come in as gates and observations, if at all (23). And it plans traffic for
/// any router that states what it can do: HTTPRoute is one of those of `TrafficRouters` (26).
@Suite struct ThemeTests {
  private static func weighted(_ replicas: Int = 4, _ steps: [CanaryStep] = [World.half]) -> Scenario {
    Scenario(World.make(replicas: replicas, steps: steps, router: World.anyShare))
  }

  @Test("an autoscaler does not fight the rollout: a scale event is followed, and traffic goes on in the same pass")
  func theme01Autoscaler() {
    var scenario = Self.weighted()
    scenario.settle()
    scenario.world.spec.replicas = 8
    scenario.say(.rollBack)
    #expect(scenario.replicas("a") == 8 && scenario.status.phase == .rollingBack)
    scenario.world.workloads["a"]?.ready = 6
    scenario.look()
    #expect(scenario.weight("a").text == "75%", "six of eight replicas carry so much")
    for count in [3, 9, 2, 7, 5] {
      scenario.world.spec.replicas = count
      scenario.settle()
      #expect(scenario.replicas("a") == count)
    }
    #expect(scenario.status.phase == .rolledBack)
  }

  @Test("an abort or a third version sends no traffic to too few replicas")
  func theme02AbortToTooFewReplicas() {
    for edit in [false, true] {
      var scenario = Self.weighted()
      scenario.settle()
      scenario.world.workloads["a"]?.ready = 3
      if edit { scenario.edit("c") } else { scenario.ask(.abort) }
      #expect(scenario.weight("a").text == "75%", "as much as three of four replicas carry")
      scenario.settle()
      #expect(scenario.weight("b") == .zero)
    }
  }

  @Test("the last switch loses nothing: replicas stop only once the router was seen to have let go, and a while later")
  func theme03ErrorsAtTheLastSwitch() {
    var scenario = Self.weighted()
    scenario.settle()
    scenario.say(.advance)
    scenario.pass(.minutes(1))
    scenario.world.workloads["b"]?.ready = 4
    scenario.look()
    #expect(scenario.weight("b") == .whole)
    scenario.pass(.hours(1))
    #expect(scenario.replicas("a") == 4 && scenario.status.stable?.revision == "a", "the router has not followed")
    scenario.settle()
    scenario.pass(.seconds(4))
    #expect(scenario.replicas("a") == 4)
    scenario.pass(.seconds(1))
    #expect(scenario.replicas("a") == 0)
  }

  @Test("what waits for room on the nodes is blocked, says so, and is not held against the candidate")
  func theme21NoRoomOnTheNodes() {
    var scenario = Self.weighted()
    scenario.look()
    scenario.world.unplaced = ["b"]
    scenario.pass(.hours(9))
    #expect(scenario.rule == "Blocked" && scenario.status.rollback == nil && scenario.weight("a") == .whole)
    #expect(scenario.status.step?.deadlineTime == nil && scenario.replicas("a") == 4)
    scenario.world.unplaced = []
    scenario.look()
    #expect(scenario.rule == "WaitingForReplicas" && scenario.status.step?.deadlineTime != nil)
  }

  @Test("a promotion starts no version a second time, and none without ready replicas has a weight")
  func theme04PromotionOutage() {
    var scenario = Self.weighted()
    scenario.settle()
    scenario.say(.advance)
    scenario.pass(.minutes(1))
    #expect(scenario.weight("b").text == "50%" && scenario.replicas("b") == 4)
    scenario.settle()
    #expect(scenario.world.workloads["b"]?.desired == 4 && scenario.status.stable?.revision == "b")
  }

  @Test("a broken version in production does not keep its repair out")
  func theme04BrokenVersionBlocksTheFix() {
    var scenario = Self.weighted()
    scenario.world.workloads["a"]?.ready = 0
    scenario.look()
    scenario.world.workloads["b"] = World.Workload(desired: 4, ready: 4)
    scenario.look()
    #expect(scenario.weight("b") == .whole && scenario.events.contains("StableDown"))
  }

  @Test("a restart takes no step early and none twice: every wait is a deadline in the status")
  func theme05Restart() {
    var scenario = Self.weighted(4, [World.third, World.half])
    scenario.settle()
    scenario.say(.advance)
    let read = ModelDeploymentStatus(json: scenario.status.json)
    #expect(read == scenario.status)
    scenario.world.status = read
    for _ in 0..<5 { scenario.pass(.seconds(1)) }
    #expect(scenario.status.step?.index == 0)
    scenario.pass(.seconds(5))
    let step = scenario.status.step
    #expect(step?.index == 1)
    scenario.look()
    #expect(scenario.status.step == step)
  }

  @Test("an upgrade begins no rollout: what an earlier version remembered is read, and only another revision is news")
  func theme06UpgradeRedeploysEverything() throws {
    var scenario = Self.weighted()
    scenario.settle()
    scenario.edit("a")
    for _ in 0..<4 {
      scenario.settle()
      scenario.pass(.minutes(1))
    }
    #expect(scenario.rule == "Healthy")
    // A version that knew less, and one that knew more.
    var memory = try #require(scenario.status.json.object)
    for field in ["analysis", "explanation", "traffic", "history", "conditions", "requests"] { memory[field] = nil }
    memory["somethingOfTomorrow"] = ["a": 1]
    scenario.world.status = ModelDeploymentStatus(json: .object(memory))
    let before = scenario.events.count
    scenario.look()
    #expect(scenario.status.candidate == nil && scenario.status.stable?.revision == "a")
    #expect(scenario.events.count == before && scenario.decision.plan.removals.isEmpty)
  }

  @Test("what makes no progress says so in a condition")
  func theme07StuckSilently() {
    var scenario = Scenario(World.make(replicas: 2) { $0.rollback.automatic = false })
    scenario.settle()
    scenario.say(.rollBack)
    #expect(scenario.status.conditions["Stalled"]?.status == .true)
    #expect(scenario.status.conditions["Reconciling"]?.status == .false)
  }

  @Test("the status stays bounded however many rollouts there were")
  func theme08MemoryAtScale() {
    var scenario = Scenario(World.make(replicas: 1) { $0.analysis.metrics = [] })
    for number in 0..<30 {
      scenario.edit("v\(number)")
      for _ in 0..<4 {
        scenario.settle()
        scenario.pass(.minutes(1))
      }
    }
    #expect(scenario.status.history.count == 10 && scenario.status.retiring.count <= 1)
    #expect(JSONWriter.write(scenario.status.json).count < 16_384)
  }

  @Test("a settled deployment asks to be looked at never, and one that waits only at its deadline")
  func theme09ControllerLoad() {
    var scenario = Scenario(World.make(replicas: 1) { $0.analysis.metrics = [] })
    #expect(scenario.decision.requeueTime == scenario.world.now + TimeSpan.seconds(50).duration)
    for _ in 0..<4 {
      scenario.settle()
      scenario.pass(.minutes(1))
    }
    #expect(scenario.rule == "Healthy" && scenario.decision.requeueTime == nil)
  }

  @Test("no data is neither a pass nor a failure: the step holds and says so", arguments: InconclusivePolicy.allCases)
  func theme10NoData(policy: InconclusivePolicy) {
    var scenario = Scenario(World.make(replicas: 2) { $0.analysis.onInconclusive = policy })
    scenario.settle()
    scenario.say(.noData)
    scenario.pass(.hours(9))
    #expect(scenario.rule == "NoData" && scenario.status.phase == .held && scenario.status.rollback == nil)
  }

  @Test("a verdict is passed on with its figures, and the engine has no threshold of its own")
  func theme11NoStatistics() {
    var scenario = Self.weighted()
    scenario.settle()
    var metric = MetricStatus(name: "errors", verdict: .collecting)
    (metric.stable, metric.candidate, metric.effect) = ("0.10%", "9.00%", "x90.00")
    (metric.bound, metric.samples) = ("12.00%", 40)
    scenario.world.report = AnalysisReport(revision: "b", step: 0, verdict: .collecting, metrics: [metric])
    scenario.look()
    #expect(scenario.status.analysis?.metrics == [metric])
    #expect(scenario.status.rollback == nil, "a bad figure is no verdict")
  }

  @Test("a metric source that is down ends no rollout")
  func theme12ProviderFaults() {
    var scenario = Self.weighted()
    scenario.settle()
    scenario.world.report = nil
    scenario.pass(.hours(2))
    #expect(scenario.weight("b").text == "50%")
    scenario.say(.advance)
    #expect(scenario.status.phase == .promoting, "it goes on as soon as there is evidence")
  }

  @Test("why a version failed outlives it: metric, values and reason are in status and event")
  func theme13WhyDidItFail() {
    var scenario = Self.weighted()
    scenario.settle()
    scenario.say(.rollBack, metric: "latency", message: "p99 480ms against 300ms.")
    scenario.settle()
    scenario.pass(.hours(1))
    let expected = "Metric `latency`: p99 480ms against 300ms."
    #expect(scenario.status.rejectedRevisions.first?.message == expected)
    #expect(scenario.status.history.first?.message == expected)
    #expect(scenario.status.analysis?.decidingMetric == "latency")
    #expect(scenario.status.explanation?.message.contains(expected) == true)
  }

  @Test("a rollback walks no steps: all traffic is asked back in the decision that sees the sample")
  func theme14SlowRollback() {
    var scenario = Self.weighted(4, [World.third, World.half, World.twoThirds])
    for _ in 0..<2 {
      scenario.settle()
      scenario.say(.advance)
      scenario.pass(.minutes(1))
    }
    scenario.settle()
    scenario.say(.rollBack)
    #expect(scenario.weight("a") == .whole)
  }

  @Test("each change makes one event, however often it is looked at")
  func theme16DuplicateNotifications() {
    var scenario = Self.weighted(2, [World.half, .hold])
    scenario.settle()
    scenario.say(.advance)
    scenario.pass(.minutes(1))
    for _ in 0..<10 { scenario.look() }
    #expect(scenario.events == ["RolloutStarted", "StepEntered", "StepPassed", "StepEntered", "Held"])
  }

  @Test("weights are exact to a hundredth of a percent; what replicas cannot give is not begun")
  func theme17WeightPrecision() {
    var scenario = Self.weighted(4, [CanaryStep(weight: BasisPoints(rawValue: 1))])
    scenario.settle()
    #expect(scenario.weight("b").text == "0.01%" && scenario.replicas("b") == 1)
    var coarse = Scenario(World.make(replicas: 4, steps: [CanaryStep(weight: BasisPoints(percent: 5))]))
    coarse.settle()
    #expect(coarse.rule == "WeightOutOfReach" && coarse.status.candidate == nil)
    #expect(coarse.status.conditions["Stalled"]?.status == .true)
  }

  @Test("the same manifest again revives nothing that failed, and a lost status promotes nothing unjudged")
  func theme18GitOps() {
    var scenario = Self.weighted()
    scenario.settle()
    scenario.say(.rollBack)
    scenario.settle()
    scenario.edit("b")
    #expect(scenario.status.candidate == nil)
    var lost = Self.weighted()
    lost.settle()
    lost.world.status = ModelDeploymentStatus()
    lost.look()
    #expect(lost.status.stable?.revision == "a" && lost.status.candidate?.revision == "b")
  }

  @Test("every verb works from where a rollout stands, and leaves it able to go on")
  func theme19ManualControl() {
    var scenario = Scenario(World.make(replicas: 2) { $0.rollback.automatic = false })
    scenario.settle()
    scenario.say(.rollBack)
    #expect(scenario.rule == "Failed")
    #expect(scenario.ask(.retry)?.state == .done)
    scenario.settle()
    #expect(scenario.ask(.abort)?.state == .done)
    scenario.settle()
    #expect(scenario.status.phase == .rolledBack)
    #expect(scenario.ask(.retry)?.state == .done)
    scenario.pass(.seconds(5))
    scenario.settle()
    #expect(scenario.status.candidate?.revision == "b")
  }

  @Test("deadlines do not count pauses and holds, and an approval that was given is not asked for again")
  func theme21DeadlinesAndInconclusiveLoops() {
    var scenario = Scenario(World.make(replicas: 2, steps: [World.half, .hold, World.twoThirds]))
    scenario.settle()
    scenario.pass(.minutes(2))
    scenario.say(.inconclusive)
    #expect(scenario.rule == "Inconclusive")
    #expect(scenario.ask(.promote)?.state == .done)
    #expect(scenario.status.step?.index == 1, "the decision uses up the inconclusive step")
    scenario.settle()
    scenario.pass(.hours(99))
    #expect(scenario.rule == "Held" && scenario.status.rollback == nil)
    scenario.ask(.pause)
    #expect(scenario.ask(.abort)?.state == .done)
    scenario.settle()
    #expect(scenario.status.phase == .rolledBack, "an abort of a paused rollout ends it")
  }

  @Test("a gate that closes later repeats nothing that was passed")
  func theme22GatesRepeatSideEffects() {
    var scenario = Self.weighted(2, [World.half, .hold, World.twoThirds])
    scenario.settle()
    scenario.say(.advance)
    scenario.pass(.minutes(1))
    scenario.world.gates = [World.closedGate]
    scenario.world.approval = "b/1"
    scenario.look()
    #expect(scenario.status.step?.index == 1 && scenario.rule == "WindowClosed")
    scenario.world.gates = []
    scenario.look()
    #expect(scenario.status.step?.index == 2)
    #expect(scenario.events.count { $0 == "RolloutStarted" } == 1)
  }

  @Test("clients keep their version while shares grow: affinity is in every plan of a rollout, and shares only grow")
  func theme24SessionAffinity() {
    var world = World.make(replicas: 4, steps: [World.third, World.half], router: World.anyShare) { spec in
      spec.traffic.affinity = AffinitySettings()
      spec.traffic.affinity?.header = "x-user"
    }
    world.spec.analysis.metrics = []
    var scenario = Scenario(world)
    var before = BasisPoints.zero
    for _ in 0..<6 {
      #expect(scenario.decision.plan.traffic.affinity == .headerHash("x-user"))
      #expect(scenario.weight("b") >= before)
      before = scenario.weight("b")
      scenario.settle()
      scenario.pass(.seconds(10))
    }
  }

  @Test("a mirror ends with its rollout, however that ends")
  func theme25StuckMirror() {
    for end in [VerdictKind.advance, .rollBack] {
      var scenario = StrategyTests.shadow()
      scenario.settle()
      #expect(scenario.decision.plan.traffic.mirror != nil)
      scenario.say(end)
      scenario.pass(.minutes(1))
      #expect(scenario.decision.plan.traffic.mirror == nil && scenario.replicas("b") > 0)
      scenario.settle()
      scenario.pass(.minutes(1))
      scenario.settle()
      #expect(scenario.world.workloads["b"] == nil)
    }
  }

  @Test("one change of the spec is all that a rollout takes")
  func theme27ManualCanary() {
    var scenario = Scenario(World.make(replicas: 3, steps: []))
    for _ in 0..<8 {
      scenario.settle()
      if scenario.status.candidate != nil { scenario.say(.advance) }
      scenario.pass(.minutes(1))
    }
    #expect(scenario.status.stable?.revision == "b" && scenario.status.phase == .healthy)
  }
}
