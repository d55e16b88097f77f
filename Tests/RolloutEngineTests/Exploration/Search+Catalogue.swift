import KubeCore
import RolloutEngine
import SlipwayAPI

extension Search {
  /// Searches that every run of the tests makes.
  static let short: [Search] = canary + strategies + people

  private static let canary: [Search] = [
    Search("verdicts", .make(replicas: 2, steps: [World.third, World.twoThirds]), outcomes: [.promoted, .rolledBack]) {
      $0.verdicts = [.advance, .rollBack, .retreat, .collecting, .inconclusive, .noData]
    },
    Search("crashes", .make(replicas: 2, steps: [World.third])) {
      ($0.verdicts, $0.crashes) = ([.advance, .rollBack], true)
    },
    Search("edits", .make(replicas: 1), outcomes: [.promoted, .rolledBack, .superseded, .cancelled]) {
      ($0.verdicts, $0.edits, $0.depth) = ([.advance, .rollBack], ["a", "b", "c"], 12)
    },
    Search(
      "restarts", .make(replicas: 2, steps: [World.third, .hold, World.twoThirds]), outcomes: [.promoted, .rolledBack]
    ) { ($0.verdicts, $0.operatorDies, $0.approvals) = ([.advance, .rollBack], true, true) },
    Search("holds", .make(replicas: 2, steps: [World.third, .hold, CanaryStep(weight: .whole)])) {
      ($0.verdicts, $0.approvals) = ([.advance, .retreat, .rollBack], true)
    },
    Search("pauses", .make(replicas: 2, steps: [World.third, World.twoThirds])) {
      ($0.verdicts, $0.pauses) = ([.advance, .rollBack], true)
    },
    Search(
      "scaling",
      .make(replicas: 3, steps: [World.third, World.twoThirds]) {
        $0.traffic.router.service.tolerance = .whole
      }
    ) { ($0.verdicts, $0.replicas, $0.depth) = ([.advance, .rollBack], [0, 1, 3], 7) },
    Search("first version", firstVersion()) {
      ($0.verdicts, $0.crashes, $0.edits, $0.depth) = ([.advance, .rollBack], true, ["b", "c"], 9)
    },
    Search(
      "weighted", .make(replicas: 2, steps: [World.third, World.half], router: World.anyShare),
      outcomes: [.promoted, .rolledBack]
    ) {
      ($0.verdicts, $0.crashes) = ([.advance, .rollBack, .retreat], true)
    },
    Search("weighted scale", .make(replicas: 2, steps: scaleSteps, router: World.anyShare)) {
      ($0.verdicts, $0.approvals, $0.operatorDies) = ([.advance, .rollBack], true, true)
    },
  ]

  private static let scaleSteps: [CanaryStep] = {
    var scale = CanaryStep()
    scale.scale = CandidateScale(percent: .whole)
    return [scale, CanaryStep(weight: BasisPoints(percent: 5)), .hold]
  }()

  private static func firstVersion() -> World {
    var world = World.make(replicas: 1)
    world.status = ModelDeploymentStatus()
    (world.workloads, world.admitted, world.pending) = ([:], nil, nil)
    return world
  }

  private static let strategies: [Search] = [
    Search("blue-green", .make(replicas: 2) { $0.strategy.type = .blueGreen }, outcomes: [.promoted, .rolledBack]) {
      ($0.verdicts, $0.crashes) = ([.advance, .rollBack], true)
    },
    Search(
      "blue-green, weighted",
      .make(replicas: 2, router: World.anyShare) { spec in
        spec.strategy.type = .blueGreen
        spec.strategy.blueGreen.preview.hold = Hold()
        spec.strategy.blueGreen.preview.scale = CandidateScale(replicas: 1)
      }
    ) { ($0.verdicts, $0.approvals, $0.operatorDies) = ([.advance, .rollBack], true, true) },
    Search(
      "shadow", .make(replicas: 2, router: World.anyShare) { $0.strategy.type = .shadow },
      outcomes: [.judged, .rolledBack]
    ) {
      ($0.verdicts, $0.crashes) = ([.advance, .rollBack, .noData], true)
    },
    Search(
      "shadow, then canary",
      .make(replicas: 1, router: World.anyShare) { spec in
        spec.strategy.type = .shadow
        spec.strategy.shadow.then = .canary
      }, outcomes: [.promoted, .rolledBack]
    ) { ($0.verdicts, $0.crashes) = ([.advance, .rollBack], true) },
    Search("A/B", .test(replicas: 1), outcomes: [.promoted, .rolledBack]) {
      ($0.verdicts, $0.armVerdicts, $0.winners) = ([.rollBack], [.rollBack], ["a", "b", "c"])
      $0.depth = 11
    },
    Search("A/B, crashes", .test(replicas: 1)) {
      ($0.verdicts, $0.winners, $0.crashes, $0.depth) = ([.rollBack], ["c"], true, 6)
    },
    Search(
      "rolling update", .make(replicas: 3) { $0.strategy.type = .rollingUpdate }, outcomes: [.promoted, .rolledBack]
    ) {
      $0.verdicts = []
    },
    Search("rolling update, crashes", .make(replicas: 2) { $0.strategy.type = .rollingUpdate }) {
      ($0.verdicts, $0.crashes, $0.depth) = ([], true, 12)
    },
    Search(
      "rolling update in place",
      .make(replicas: 2, router: World.anyShare) { spec in
        spec.strategy.type = .rollingUpdate
        (spec.strategy.rollingUpdate.maxSurge, spec.strategy.rollingUpdate.maxUnavailable) = (0, 1)
      }
    ) { ($0.verdicts, $0.operatorDies) = ([], true) },
  ]

  private static let people: [Search] = [
    Search(
      "bake",
      .make(replicas: 1) { spec in
        (spec.rollback.bake, spec.rollback.keepWarm) = (.minutes(10), .minutes(2))
      }, outcomes: [.promoted, .rolledBack]
    ) { ($0.verdicts, $0.crashes, $0.depth) = ([.advance, .rollBack], true, 14) },
    Search("warm", .make(replicas: 1, router: World.anyShare) { $0.rollback.keepWarm = .minutes(2) }) {
      ($0.verdicts, $0.edits, $0.depth) = ([.advance, .rollBack], ["a", "b", "c"], 8)
    },
    Search("requests", kept(.make(replicas: 1, steps: [World.half, .hold]))) {
      $0.verbs = RolloutVerb.allCases.filter { $0 != .rollBack }.map { ($0, nil) }
      ($0.operatorDies, $0.depth) = (true, 8)
    },
    Search("returns", kept(.make(replicas: 1, router: World.anyShare))) {
      ($0.verbs, $0.edits, $0.depth) = ([(.rollBack, "a"), (.rollBack, "z"), (.retry, nil)], ["a", "b"], 7)
    },
    Search("gates", .make(replicas: 1, steps: [World.half, .hold])) {
      ($0.gates, $0.approvals) = (true, true)
    },
    Search("rooms", .make(replicas: 2, steps: [World.third, World.half], router: World.anyShare)) {
      ($0.verdicts, $0.rooms) = ([.advance, .rollBack], [0, 1, 2])
    },
    Search("strategies", .make(replicas: 1, router: World.anyShare)) {
      ($0.strategies, $0.verdicts) = (StrategyType.allCases.filter { $0 != .abTest }, [.advance, .rollBack])
      $0.depth = 8
    },
    Search("everything", kept(.make(replicas: 2, steps: [World.third, .hold]))) { $0 = .everything(depth: 3) },
  ]

  private static func kept(_ world: World) -> World {
    var world = world
    world.kept = ["a", "b", "z"]
    return world
  }

  /// The same, further: for `scripts/explore.sh --long`.
  static let long: [Search] =
    // Two deeper, everything at once fills gigabytes.
    short.map { $0.deeper(by: $0.name == "everything" ? 1 : 4) } + [
      Search("everything, weighted", kept(.make(replicas: 2, steps: [World.third, .hold], router: World.anyShare))) {
        $0 = .everything(depth: 4)
      },
      Search("crashes of three", .make(replicas: 3, steps: [World.third, World.twoThirds])) {
        ($0.verdicts, $0.crashes, $0.operatorDies, $0.depth) = ([.advance, .rollBack], true, true, 14)
      },
      Search("A/B, everything", .test(replicas: 2, onWinner: .hold)) {
        ($0.verdicts, $0.armVerdicts, $0.winners) = ([.rollBack, .collecting], [.rollBack], ["a", "b", "c"])
        ($0.crashes, $0.operatorDies, $0.edits, $0.verbs, $0.depth) = (
          true, true, ["a", "b"], [(.promote, nil), (.promoteFully, "c"), (.abort, nil)], 8
        )
      },
    ]

  /// A search to a stated depth goes this much deeper.
  private func deeper(by more: Int) -> Search {
    var search = self
    let original = liberties
    search.liberties = {
      var liberties = original()
      liberties.depth = liberties.depth.map { $0 + more }
      return liberties
    }
    return search
  }
}
