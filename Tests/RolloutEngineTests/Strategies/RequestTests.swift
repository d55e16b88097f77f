import KubeCore
import RolloutEngine
import SlipwayAPI
import Testing

/// What people ask for: granted once, or refused with a reason.
@Suite struct RequestTests {
  static func held() -> Scenario {
    var scenario = Scenario(World.make(replicas: 2, steps: [World.half, .hold, World.twoThirds]))
    scenario.settle()
    scenario.say(.advance)
    scenario.pass(.minutes(1))
    return scenario
  }

  @Test func whatEndsAPauseIsNotMovedByItsLength() {
    for verb in [RolloutVerb.promoteFully, .abort] {
      var scenario = Scenario(World.make(replicas: 4))
      scenario.settle()
      scenario.ask(.pause)
      scenario.pass(.minutes(30))
      #expect(scenario.ask(verb, revision: "b")?.state == .done)
      let status = scenario.status
      #expect(status.step?.startTime.map { $0 <= scenario.world.now } == true, "\(verb)")
      #expect(status.rollback?.deadlineTime.map { $0 <= scenario.world.now + .seconds(120) } != false, "\(verb)")
    }
  }

  @Test func nothingIsRefusedByWhoMayHaveSeenLess() {
    var scenario = Scenario(World.make(replicas: 4))
    scenario.settle()
    scenario.world.catchUpTime = scenario.world.now + .seconds(30)
    #expect(scenario.ask(.promote, revision: "b", step: 0) == nil)
    #expect(scenario.ask(.pause)?.state == nil, "it waits behind the one before")
    scenario.pass(.seconds(30))
    #expect(scenario.decision.requests.map(\.state) == [.refused, .done])
  }

  @Test func aHoldIsPassedOnce() {
    var scenario = Self.held()
    #expect(scenario.rule == "Held")
    scenario.world.ask(.promote, revision: "b", step: 1)
    scenario.world.ask(.promote, revision: "b", step: 1)
    scenario.look()
    #expect(scenario.decision.requests.map(\.state) == [.done, .refused])
    #expect(scenario.status.step?.index == 2)
  }

  @Test func anAnswerOutlivesTheOperator() {
    let scenario = Self.held()
    var world = scenario.world
    world.ask(.promote, revision: "b", step: 1)
    let first = Rollout.decide(world.input)
    world.status = first.status
    let second = Rollout.decide(world.input)
    #expect(second.requests == first.requests && second.requests.map(\.state) == [.done])
    #expect(second.status.step?.index == 2, "the request is still there, and is not applied again")
  }

  @Test(arguments: [
    (RolloutVerb.promote, "c", 1, "It means revision c; b is on trial now."),
    (.promote, "b", 0, "It means the step of index 0; the rollout is at 1 now."),
    (.abort, "b", 7, "It means the step of index 7; the rollout is at 1 now."),
    (.restart, "a", 1, "It means revision a; b is on trial now."),
    (.resume, "b", 1, "It is not paused."), (.retry, "b", 1, "Revision b has not failed."),
    (.rollBack, "b", 1, "Revision b is on trial; `PromoteFully` gives it all traffic."),
  ])
  func whatIsStaleIsRefused(verb: RolloutVerb, revision: String, step: Int, message: String) {
    var scenario = Self.held()
    let status = scenario.status.step
    let answer = scenario.ask(verb, revision: revision, step: step)
    #expect(answer?.state == .refused && answer?.message == message)
    #expect(scenario.status.step == status && scenario.events.last == "RequestRefused")
  }

  @Test func evidenceIsNotPassedByMistake() {
    var scenario = Scenario(World.make(replicas: 2))
    #expect(scenario.ask(.promote)?.state == .refused, "the step has not begun")
    scenario.settle()
    #expect(scenario.ask(.promote)?.state == .refused, "the step does not wait for a person")
    #expect(scenario.ask(.promoteFully)?.state == .done)
    scenario.say(.rollBack)
    scenario.settle()
    #expect(scenario.status.stable?.revision == "b", "evidence does not count any more")
  }

  @Test func aPauseByRequestStopsAndGoesOn() {
    var scenario = Scenario(World.make(replicas: 2))
    #expect(scenario.ask(.pause)?.state == .done)
    #expect(scenario.status.phase == .paused && scenario.status.pausedBy == "ana")
    scenario.settle()
    scenario.pass(.hours(1))
    #expect(scenario.weight("b") == .zero)
    #expect(scenario.ask(.pause)?.state == .refused)
    #expect(scenario.ask(.resume)?.state == .done)
    scenario.settle()
    #expect(scenario.weight("b") > .zero)
  }

  @Test func anAbortEndsAPause() {
    var scenario = Scenario(World.make(replicas: 2))
    scenario.settle()
    scenario.ask(.pause)
    #expect(scenario.ask(.abort)?.state == .done)
    scenario.settle()
    #expect(scenario.status.phase == .rolledBack && scenario.status.pausedBy == nil)
  }

  @Test func aRestartBeginsAnew() {
    var scenario = Self.held()
    #expect(scenario.ask(.restart, revision: "b", step: 1)?.state == .done)
    #expect(scenario.status.step?.index == 0 && scenario.events.contains("Restarted"))
  }

  @Test func answersAreBounded() {
    var scenario = Self.held()
    for _ in 0..<40 { scenario.world.ask(.resume) }
    scenario.look()
    #expect(scenario.decision.requests.count == 16)
    scenario.look()
    scenario.look()
    #expect(scenario.world.requests.isEmpty && scenario.status.requests.count == 16)
  }

  @Test(arguments: RolloutGate.Kind.allCases) func noGateLetsARolloutBegin(kind: RolloutGate.Kind) {
    var world = World.make(replicas: 2)
    let open = world.now + TimeSpan.hours(2).duration
    world.gates = [RolloutGate(kind, points: [.start], message: "policy `p` forbids it", openTime: open)]
    var scenario = Scenario(world)
    #expect(scenario.rule == kind.rawValue && scenario.status.phase == .waiting)
    #expect(scenario.status.explanation?.message == "The rollout of b waits: policy `p` forbids it.")
    #expect(scenario.decision.requeueTime == open)
    scenario.world.gates = []
    scenario.look()
    #expect(scenario.status.candidate?.revision == "b")
  }

  @Test func anApprovalIsAskedForBeforeThePromotion() {
    var scenario = Scenario(World.make(replicas: 2))
    scenario.world.gates = [RolloutGate(.approvalRequired, points: [.promotion], message: "policy `p` asks for it")]
    scenario.settle()
    scenario.say(.advance)
    scenario.pass(.minutes(1))
    #expect(scenario.rule == "ApprovalRequired" && scenario.status.phase == .held)
    #expect(scenario.ask(.promote, revision: "b", step: 0)?.state == .done)
    scenario.settle()
    #expect(scenario.status.stable?.revision == "b")
  }

  @Test func noGateStandsInTheWayBack() {
    var scenario = Scenario(World.make(replicas: 2))
    scenario.settle()
    scenario.world.gates = [World.closedGate]
    #expect(scenario.ask(.promoteFully)?.state == .refused)
    scenario.say(.rollBack)
    scenario.settle()
    #expect(scenario.status.phase == .rolledBack)
  }
}
