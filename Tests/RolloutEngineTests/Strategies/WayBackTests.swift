import KubeCore
import RolloutEngine
import SlipwayAPI
import Testing

/// Rollbacks, and what keeps a way back open.
@Suite struct WayBackTests {
  /// Version b has just been promoted over version a.
  static func promoted(
    replicas: Int = 2, _ configure: @escaping (inout ModelDeploymentSpec) -> Void = { _ in }
  ) -> Scenario {
    var world = World.make(replicas: replicas, router: World.anyShare, configure: configure)
    world.kept = ["a", "b"]
    var scenario = Scenario(world)
    scenario.settle()
    scenario.say(.advance)
    scenario.pass(.minutes(1))
    scenario.settle()
    return scenario
  }

  @Test func aWarmVersionGetsAllTrafficAtOnce() {
    var scenario = Self.promoted { $0.rollback.keepWarm = .minutes(10) }
    scenario.pass(.minutes(5))
    #expect(scenario.replicas("a") == 2)
    #expect(scenario.ask(.rollBack, revision: "a")?.state == .done)
    #expect(scenario.weight("a") == .whole, "in the very decision")
    scenario.settle()
    #expect(scenario.status.stable?.revision == "a" && scenario.status.phase == .rolledBack)
    #expect(scenario.status.history.first?.outcome == .rolledBack)
    scenario.pass(.hours(1))
    #expect(scenario.status.candidate == nil, "what the spec asks for does not come back by itself")
    #expect(scenario.ask(.retry)?.state == .done)
    #expect(scenario.status.candidate?.revision == "b")
  }

  @Test func aColdVersionGetsTrafficAsItsCapacityArrives() {
    var scenario = Self.promoted(replicas: 4)
    scenario.pass(.minutes(1))
    scenario.settle()
    #expect(scenario.world.workloads["a"] == nil)
    scenario.ask(.rollBack, revision: "a")
    #expect(scenario.replicas("a") == 4 && scenario.weight("a") == .zero && scenario.replicas("b") == 4)
    scenario.world.workloads["a"]?.ready = 1
    scenario.look()
    #expect(scenario.weight("a").text == "25%")
    scenario.world.workloads["a"]?.ready = 3
    scenario.look()
    #expect(scenario.weight("a").text == "75%")
    scenario.settle()
    #expect(scenario.status.stable?.revision == "a")
  }

  @Test func aRevisionThatIsNotKeptIsRefused() {
    var scenario = Self.promoted()
    #expect(scenario.ask(.rollBack, revision: "x")?.message == "Revision x is not kept any more.")
    #expect(scenario.ask(.rollBack, revision: "b")?.state == .refused)
    #expect(scenario.ask(.rollBack)?.state == .refused)
  }

  @Test func lateEvidenceTakesAPromotedRevisionBack() {
    var scenario = Self.promoted { $0.rollback.bake = .hours(1) }
    #expect(scenario.rule == "Baking" && scenario.status.phase == .baking)
    scenario.pass(.minutes(30))
    scenario.world.report = AnalysisReport(revision: "b", step: 1, verdict: .rollBack, metric: "accuracy")
    scenario.look()
    #expect(scenario.status.phase == .rollingBack && scenario.weight("a") == .whole)
    scenario.settle()
    #expect(scenario.status.history.first?.reason == "LateEvidence")
    #expect(scenario.status.rejectedRevisions.map(\.revision) == ["b"])
  }

  @Test func aWatchEnds() {
    var scenario = Self.promoted { $0.rollback.bake = .hours(1) }
    scenario.pass(.hours(1))
    #expect(scenario.rule == "Healthy" && scenario.events.last == "Baked")
    scenario.world.report = AnalysisReport(revision: "b", step: 1, verdict: .rollBack)
    scenario.look()
    #expect(scenario.status.phase == .healthy, "it is too late")
  }

  @Test func lateEvidenceWithoutAWayBackIsSaid() {
    var scenario = Self.promoted { ($0.rollback.bake, $0.rollback.keepWarm) = (.hours(1), .seconds(0)) }
    scenario.world.kept = []
    scenario.world.workloads["a"] = nil
    scenario.world.report = AnalysisReport(revision: "b", step: 1, verdict: .rollBack)
    scenario.look()
    #expect(scenario.rule == "BakeFailed" && scenario.status.conditions["Stalled"]?.status == .true)
    #expect(scenario.weight("b") == .whole)
  }

  @Test func theSpecOfBeforeIsAReturnWhileItIsWarm() {
    var scenario = Self.promoted { $0.rollback.keepWarm = .minutes(10) }
    scenario.edit("a")
    #expect(scenario.status.phase == .rollingBack && scenario.weight("a") == .whole)
    scenario.settle()
    #expect(scenario.status.stable?.revision == "a" && scenario.status.rejectedRevisions.isEmpty)
    scenario.pass(.minutes(1))
    scenario.settle()
    scenario.edit("b")
    #expect(scenario.status.phase == .progressing, "b did not fail, and is tried again")
  }

  /// The older spec need not ask for warmth itself: what was promised at the promotion holds.
  @Test func theSpecOfBeforeNeedNotAskForWarmthItself() {
    var scenario = Self.promoted { $0.rollback.keepWarm = .minutes(10) }
    scenario.edit("a") { $0.rollback.keepWarm = nil }
    #expect(scenario.status.phase == .rollingBack && scenario.weight("a") == .whole)
  }

  @Test func lessWarmthEndsItEarly() {
    var scenario = Self.promoted { $0.rollback.keepWarm = .minutes(10) }
    scenario.edit("b") { $0.rollback.keepWarm = .seconds(0) }
    scenario.pass(.minutes(1))
    #expect(scenario.replicas("a") == 0)
  }

  @Test func aReturnToAnOlderVersionGoesThroughTheStableOne() {
    var world = World.make(replicas: 2, router: World.anyShare)
    world.kept = ["a", "z"]
    var scenario = Scenario(world)
    scenario.settle()
    scenario.ask(.rollBack, revision: "z")
    #expect(scenario.weight("a") == .whole)
    scenario.settle()
    #expect(scenario.status.stable?.revision == "z")
    #expect(scenario.status.rejectedRevisions.contains { $0.revision == "b" })
  }

  @Test func aReturnThatCannotEndMakesWayForARepair() {
    var scenario = Scenario(World.make(replicas: 2, router: World.anyShare))
    scenario.settle()
    scenario.world.workloads["a"]?.ready = 0
    scenario.say(.rollBack)
    scenario.edit("c")
    scenario.pass(.seconds(119))
    #expect(scenario.status.phase == .rollingBack)
    scenario.pass(.seconds(1))
    #expect(scenario.events.contains("RollbackAbandoned"))
    #expect(scenario.status.stable?.revision == "b" && scenario.status.candidate?.revision == "c")
  }

  @Test func anAbortIsARollback() {
    var scenario = Scenario(World.make(replicas: 2))
    scenario.settle()
    #expect(scenario.ask(.abort, revision: "b", step: 0)?.state == .done)
    #expect(scenario.decision.plan.traffic.admitted == ["a"])
    scenario.settle()
    #expect(scenario.status.history.first?.reason == "Aborted")
    #expect(scenario.status.history.first?.message == "Abort by ana.")
    scenario.pass(.hours(1))
    scenario.settle()
    #expect(scenario.rule == "Rejected")
  }
}
