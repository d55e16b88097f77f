import KubeCore
import RolloutEngine
import SlipwayAPI

/// A short rollout and how it must go: what mutants of the engine are caught by, together with the invariants.
struct Play: Sendable {
  var name: String
  var world: @Sendable () -> World
  /// Plays it, and says whether it went as it must.
  var isAsExpected: @Sendable (inout Scenario) -> Bool

  init(
    _ name: String, _ world: @autoclosure @escaping @Sendable () -> World,
    _ isAsExpected: @escaping @Sendable (inout Scenario) -> Bool
  ) {
    (self.name, self.world, self.isAsExpected) = (name, world, isAsExpected)
  }

  static let all = courses + waysBack + waits

  private static let courses: [Play] = [
    Play("a good version", .make(replicas: 2, steps: [World.third, World.half])) { play in
      play.settle()
      play.say(.advance)
      guard play.status.step?.index == 0 else { return false }
      play.pass(.seconds(10))
      play.settle()
      play.say(.retreat)
      guard play.status.step?.index == 0 else { return false }
      play.settle()
      for _ in 0..<2 {
        play.say(.advance)
        play.pass(.minutes(1))
        play.settle()
      }
      guard play.replicas("a") == 2, play.status.stable?.revision == "b" else { return false }
      play.pass(.seconds(4))
      guard play.replicas("a") == 2 else { return false }
      play.pass(.seconds(1))
      play.settle()
      return play.status.phase == .healthy && play.world.workloads.keys.sorted() == ["b"]
        && play.status.history.map(\.outcome) == [.promoted] && play.events.count == 10
    },
    Play("a weighted canary", .make(replicas: 4, steps: [World.third], router: World.anyShare)) { play in
      play.world.cold = ["b"]
      play.settle()
      guard play.weight("b") == .zero else { return false }
      play.world.cold = []
      play.look()
      play.world.spec.replicas = 6
      play.look()
      guard play.replicas("a") == 6 else { return false }
      play.settle()
      guard play.weight("b").text == "33.33%" else { return false }
      play.say(.advance)
      play.pass(.minutes(1))
      play.settle()
      return play.status.stable?.revision == "b"
    },
    Play("blue and green", .make(replicas: 2) { $0.strategy.type = .blueGreen }) { play in
      play.settle()
      play.say(.advance)
      play.pass(.minutes(1))
      play.settle()
      return play.status.stable?.revision == "b" && play.replicas("a") == 2
    },
    Play("a shadow", .make(replicas: 2, router: World.anyShare) { $0.strategy.type = .shadow }) { play in
      play.settle()
      guard play.decision.plan.traffic.mirror?.revision == "b" else { return false }
      play.say(.advance)
      play.pass(.minutes(1))
      play.settle()
      play.pass(.minutes(1))
      play.settle()
      return play.rule == "Judged" && play.world.workloads.keys.sorted() == ["a"]
    },
    Play("a test", .test(replicas: 2) { $0.strategy.abTest.arms[1].match = [RequestMatch(header: "x", exact: "y")] }) {
      play in
      play.settle()
      play.pass(.minutes(1))
      play.world.test = TestReport(revisions: ["a", "b", "c"], step: 0, winner: "c", ratioMismatch: "off")
      play.look()
      guard play.status.arms.count == 2, play.rule == "RatioMismatch" else { return false }
      play.world.test?.ratioMismatch = nil
      play.look()
      play.settle()
      return play.status.stable?.revision == "c"
    },
    Play("an arm that fails", .test(replicas: 2)) { play in
      play.settle()
      play.say(.rollBack)
      return play.status.arms.map(\.revision) == ["c"]
    },
    Play("a rolling update", .make(replicas: 3) { $0.strategy.type = .rollingUpdate }) { play in
      for _ in 0..<10 {
        guard play.decision.plan.revisions.reduce(0, { $0 + $1.replicas }) <= 4 else { return false }
        play.settle()
      }
      return play.status.stable?.revision == "b"
    },
  ]

  private static let waysBack: [Play] = [
    Play("a bad version", .make(replicas: 2)) { play in
      play.settle()
      play.say(.rollBack)
      play.settle()
      play.pass(.hours(1))
      play.settle()
      return play.status.phase == .rolledBack && play.world.workloads.keys.sorted() == ["a"]
        && play.status.rejectedRevisions.map(\.revision) == ["b"]
    },
    Play("replicas that are late", .make(replicas: 2)) { play in
      play.pass(.seconds(50))
      play.settle()
      return play.status.rejectedRevisions.map(\.reason) == ["ProgressDeadlineExceeded"]
    },
    Play("a third version", .make(replicas: 2)) { play in
      play.settle()
      play.edit("c")
      play.settle()
      play.pass(.seconds(5))
      play.settle()
      return play.status.candidate?.revision == "c" && play.status.history.map(\.outcome) == [.superseded]
    },
    Play("late evidence", .make(replicas: 2, router: World.anyShare) { $0.rollback.bake = .hours(1) }) { play in
      play.settle()
      play.say(.advance)
      play.pass(.minutes(1))
      play.settle()
      play.pass(.minutes(30))
      play.world.report = AnalysisReport(revision: "b", step: 1, verdict: .rollBack)
      play.look()
      guard play.weight("a") == .whole else { return false }
      play.settle()
      return play.status.stable?.revision == "a"
    },
    Play("a cold return", kept(.make(replicas: 2, router: World.anyShare))) { play in
      play.settle()
      play.say(.advance)
      play.pass(.minutes(1))
      play.settle()
      play.pass(.minutes(1))
      play.settle()
      play.ask(.rollBack, revision: "a")
      play.world.workloads["a"]?.ready = 1
      play.look()
      guard play.weight("a").text == "50%" else { return false }
      play.settle()
      return play.status.stable?.revision == "a"
    },
  ]

  private static let waits: [Play] = [
    Play("a hold", .make(replicas: 2, steps: [World.half, .hold])) { play in
      play.settle()
      play.world.report = AnalysisReport(revision: "b", step: 1, verdict: .advance)
      play.pass(.minutes(1))
      guard play.status.step?.index == 0 else { return false }
      play.say(.advance)
      guard play.status.step?.index == 1, play.rule == "Held" else { return false }
      play.world.ask(.promote, revision: "b", step: 0)
      play.look()
      guard play.status.step?.index == 1 else { return false }
      play.ask(.promote, revision: "b", step: 1)
      play.settle()
      return play.status.stable?.revision == "b" && play.status.requests.map(\.state) == [.done, .refused]
    },
    Play("a request that is seen twice", .make(replicas: 2)) { play in
      play.settle()
      play.world.ask(.restart)
      let requests = play.world.requests
      play.look()
      play.world.requests = requests
      play.look()
      return play.events.count { $0 == "Restarted" } == 1
    },
    Play("no data", .make(replicas: 2)) { play in
      play.settle()
      play.say(.noData)
      play.pass(.hours(5))
      return play.rule == "NoData" && play.weight("b").text == "50%"
    },
    Play("a pause", .make(replicas: 2)) { play in
      play.world.spec.paused = true
      play.look()
      play.settle()
      play.pass(.hours(1))
      return play.weight("b") == .zero && play.status.phase == .paused
    },
    Play("a gate", .make(replicas: 2)) { play in
      play.settle()
      play.world.gates = [World.closedGate]
      play.say(.advance)
      play.pass(.minutes(1))
      return play.status.step?.index == 0 && play.rule == "WindowClosed"
    },
    Play("no room", full(.make(replicas: 2, router: World.anyShare))) { play in
      play.settle()
      return play.rule == "Blocked" && play.world.workloads.keys.sorted() == ["a"]
    },
  ]

  private static func kept(_ world: World) -> World {
    var world = world
    world.kept = ["a", "b"]
    return world
  }

  private static func full(_ world: World) -> World {
    var world = world
    world.spare = 0
    return world
  }
}
