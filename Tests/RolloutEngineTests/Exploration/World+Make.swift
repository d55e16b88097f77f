import KubeCore
import RolloutEngine
import SlipwayAPI

extension World {
  static let half = CanaryStep(weight: BasisPoints(percent: 50))
  static let third = CanaryStep(weight: BasisPoints(rawValue: 3_333))
  static let twoThirds = CanaryStep(weight: BasisPoints(rawValue: 6_667))

  /// A router that gives any share, copies requests and tells them apart.
  static let anyShare = RouterCapabilities(
    weights: .grain(BasisPoints(rawValue: 1)), mirrorGrain: BasisPoints(percent: 1), matching: [.header, .cookie],
    stickiness: [.cookie, .headerHash], revisions: 9)

  /// A deployment whose first version serves, and whose spec has just been changed.
  static func make(
    replicas: Int, steps: [CanaryStep] = [half], router: RouterCapabilities = .service,
    configure: (inout ModelDeploymentSpec) -> Void = { _ in }
  ) -> World {
    var spec = ModelDeploymentSpec()
    spec.replicas = replicas
    spec.model.uri = "file:///b"
    spec.strategy.canary.steps = steps
    spec.strategy.progressDeadline = .seconds(50)
    spec.analysis.dwell = .seconds(10)
    spec.analysis.inconclusiveAfter = .seconds(100)
    configure(&spec)
    var world = World(spec: spec, revision: "b")
    world.router = router
    world.status.stable = RevisionStatus(revision: "a", model: "file:///a")
    world.status.stable?.weight = .whole
    world.workloads["a"] = World.Workload(desired: replicas, ready: replicas)
    (world.admitted, world.pending) = (["a"], ["a"])
    let plan = TrafficPlan(shares: [TrafficPlan.Share(revision: "a", track: .stable, weight: .whole)])
    (world.given, world.asked) = (plan, plan)
    return world
  }

  /// A deployment whose first version serves, and whose arms b and c are to be compared with it.
  static func test(
    replicas: Int, onWinner: WinnerPolicy = .promote, configure: (inout ModelDeploymentSpec) -> Void = { _ in }
  ) -> World {
    var world = make(replicas: replicas, router: anyShare) { spec in
      spec.strategy.type = .abTest
      spec.strategy.abTest.onWinner = onWinner
      let quarter = BasisPoints(percent: 25)
      spec.strategy.abTest.arms = [
        TestArm(name: "wide", weight: quarter), TestArm(name: "deep", uri: "file:///c", weight: quarter),
      ]
      spec.traffic.affinity = AffinitySettings()
      spec.traffic.affinity?.cookie = AffinityCookie()
      configure(&spec)
    }
    world.arms = [
      ArmRevision(name: "wide", revision: "b", model: "file:///b"),
      ArmRevision(name: "deep", revision: "c", model: "file:///c"),
    ]
    return world
  }
}
