import KubeClient
import KubeCore
import KubeSimulator
import RolloutEngine
import SlipwayAPI
import Synchronization

/// A world that processes of the operator share: a lock around the value, and the watches that wait for it.
final class WorldHost: Sendable {
  struct State {
    var world: World
    var watches: [Int: OpenWatch] = [:]
    var lastWatch = 0
    /// The processes that can reach nobody any more.
    var cutOff: Set<Int> = []
    /// The processes that die when they make another call.
    var doomed: Set<Int> = []
    /// The world before and after each call, for those who want to go on from there.
    var checkpoints: Checkpoints?
    var load = CallLoad()
    /// Whether a fault of the call under way breaks all watches.
    var brokenByFault = false
  }

  let state: Mutex<State>

  init(_ world: World, keepsCheckpoints: Bool) {
    state = Mutex(State(world: world, checkpoints: keepsCheckpoints ? Checkpoints() : nil))
  }

  var now: Timestamp { state.withLock { $0.world.now } }
  var elapsed: Duration { state.withLock { $0.world.elapsed } }

  func read<Result: Sendable>(_ body: (borrowing World) -> Result) -> Result { state.withLock { body($0.world) } }

  /// Changes the world, and wakes the watches that have something to say.
  @discardableResult
  func edit<Result: Sendable>(_ body: (inout World) -> Result) -> Result {
    let (result, woken) = state.withLock { state in
      let before = state.world.cluster.revision
      let result = body(&state.world)
      return (result, state.takeWoken(since: before))
    }
    for continuation in woken { continuation.resume() }
    return result
  }

  // MARK: Processes

  func hasEnded(_ session: Int) -> Bool { state.withLock { $0.cutOff.contains(session) } }

  /// Closes a process's way to the cluster for good.
  func cutOff(_ session: Int) {
    let woken = state.withLock { state in
      state.cutOff.insert(session)
      return state.breakWatches { $0.session == session }
    }
    for continuation in woken { continuation.resume() }
  }

  /// Breaks the watches of all processes.
  func breakWatches() {
    let woken = state.withLock { state in state.breakWatches { _ in true } }
    for continuation in woken { continuation.resume() }
  }

  /// How many watches a process has open.
  func openWatches(of session: Int) -> Int { state.withLock { $0.watches.values.count { $0.session == session } } }

  func note(_ decision: RolloutDecision, on input: RolloutInput, session: Int) {
    state.withLock { state in
      guard !state.cutOff.contains(session) else { return }
      state.load.decisions += 1
      let weight = decision.status.candidate.map { ", candidate \($0.revision) \($0.weight.text)" } ?? ""
      let replicas = decision.plan.revisions.map { "\($0.revision)*\($0.replicas)" }.joined(separator: " ")
      state.world.note("  \(session) decides \(decision.explanation.rule)\(weight), replicas \(replicas)")
      let broken = RolloutInvariant.broken(by: decision, on: input)
      for invariant in broken {
        state.world.timeline.note(
          Violation(.decision, "the decision breaks `\(invariant.rawValue)`"), at: state.world.elapsed)
      }
    }
  }

  func noteLog(_ line: String, session: Int) {
    guard SecretRule.isIn(line) else { return }
    state.withLock {
      $0.world.timeline.note(Violation(.s17, "a secret is logged: \(line)"), at: $0.world.elapsed)
    }
  }
}

extension WorldHost.State {
  typealias Continuation = CheckedContinuation<Void, Never>

  /// The watches that wait no longer: something has been written that can concern them, or their time has come.
  mutating func takeWoken(since revision: Int64) -> [Continuation] {
    let touched = Set(world.cluster.changes(after: revision).map(\.storage))
    let now = world.elapsed
    return takeContinuations { touched.contains($0.storage) || $0.wake <= now }
  }

  mutating func breakWatches(where isMeant: (OpenWatch) -> Bool) -> [Continuation] {
    for (id, watch) in watches where isMeant(watch) {
      watches[id]?.failure = .broken
    }
    return takeContinuations(where: isMeant)
  }

  private mutating func takeContinuations(where isMeant: (OpenWatch) -> Bool) -> [Continuation] {
    // In the order of their making: the same run must wake them in the same order.
    let meant = watches.filter { $0.value.waiter != nil && isMeant($0.value) }.keys.sorted()
    return meant.compactMap { id in
      defer { watches[id]?.waiter = nil }
      return watches[id]?.waiter
    }
  }
}
