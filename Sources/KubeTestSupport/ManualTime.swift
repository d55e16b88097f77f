public import KubeCore
public import KubeRuntime
import Synchronization

/// Clocks that stand still until a test advances them.
public final class ManualTime: Sendable {
  private struct Sleeper {
    var id: UInt64
    var deadline: MonotonicInstant
    var continuation: CheckedContinuation<Bool, Never>
  }

  private struct Observer {
    var id: UInt64
    var isMet: @Sendable (_ deadlines: [MonotonicInstant]) -> Bool
    var continuation: CheckedContinuation<Bool, Never>
  }

  private struct State {
    var now = MonotonicInstant(sinceOrigin: .zero)
    var wall: Timestamp
    var lastID: UInt64 = 0
    var sleepers: [Sleeper] = []
    var observers: [Observer] = []

    mutating func makeID() -> UInt64 {
      lastID += 1
      return lastID
    }

    mutating func takeMetObservers() -> [Observer] {
      let deadlines = sleepers.map(\.deadline)
      let met = observers.filter { $0.isMet(deadlines) }
      observers.removeAll { observer in met.contains { $0.id == observer.id } }
      return met
    }
  }

  private let state: Mutex<State>

  /// - Parameter wall: what the wall clock shows at the beginning; default 2026-01-01T00:00:00Z.
  public init(wall: Timestamp = Timestamp(seconds: 1_767_225_600)) { state = Mutex(State(wall: wall)) }

  /// The clocks, to be handed to the code under test.
  public var source: TimeSource {
    TimeSource(
      now: { self.now }, wall: { self.state.withLock { $0.wall } },
      sleep: { (deadline: MonotonicInstant) throws(CancellationError) in try await self.sleep(until: deadline) })
  }

  /// The same clocks for code that runs alone: to sleep moves them to the deadline at once.
  public var jumpingSource: TimeSource {
    TimeSource(
      now: { self.now }, wall: { self.state.withLock { $0.wall } },
      sleep: { (deadline: MonotonicInstant) throws(CancellationError) in
        guard !Task.isCancelled else { throw CancellationError() }
        let now = self.now
        if deadline > now { self.advance(by: deadline - now) }
      })
  }

  public var now: MonotonicInstant { state.withLock { $0.now } }

  /// The instants that sleeping tasks wait for, ascending.
  public var deadlines: [MonotonicInstant] { state.withLock { $0.sleepers.map(\.deadline).sorted() } }

  /// Moves both clocks forward and wakes the tasks whose instant has come, earliest first.
  public func advance(by duration: Duration) {
    let due = state.withLock { state in
      state.now = state.now + duration
      state.wall = state.wall + duration
      let due = state.sleepers.filter { $0.deadline <= state.now }
        .sorted { ($0.deadline, $0.id) < ($1.deadline, $1.id) }
      state.sleepers.removeAll { $0.deadline <= state.now }
      return due
    }
    for sleeper in due { sleeper.continuation.resume(returning: true) }
  }

  /// Moves the wall clock alone, as an administrator or a time service does.
  public func stepWall(by duration: Duration) { state.withLock { $0.wall = $0.wall + duration } }

  /// Waits until at least this many tasks sleep.
  public func waitForSleepers(count: Int) async throws(CancellationError) {
    try await wait { $0.count >= count }
  }

  /// Waits until a task sleeps that will wake when the clocks have advanced by `delay` or less.
  public func waitForSleeper(within delay: Duration) async throws(CancellationError) {
    let latest = now + delay
    try await wait { $0.contains { $0 <= latest } }
  }

  /// Waits until a task sleeps that will wake at this very instant.
  public func waitForDeadline(_ deadline: MonotonicInstant) async throws(CancellationError) {
    try await wait { $0.contains(deadline) }
  }
}

extension ManualTime {
  private func sleep(until deadline: MonotonicInstant) async throws(CancellationError) {
    let id = state.withLock { $0.makeID() }
    let isDue = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let (answer, observers) = state.withLock { state -> (Bool?, [Observer]) in
          if Task.isCancelled { return (false, []) }
          if deadline <= state.now { return (true, []) }
          state.sleepers.append(Sleeper(id: id, deadline: deadline, continuation: continuation))
          return (nil, state.takeMetObservers())
        }
        if let answer { continuation.resume(returning: answer) }
        for observer in observers { observer.continuation.resume(returning: true) }
      }
    } onCancel: {
      let sleeper = state.withLock { state in
        state.sleepers.firstIndex { $0.id == id }.map { state.sleepers.remove(at: $0) }
      }
      sleeper?.continuation.resume(returning: false)
    }
    guard isDue else { throw CancellationError() }
  }

  private func wait(until isMet: @escaping @Sendable ([MonotonicInstant]) -> Bool) async throws(CancellationError) {
    let id = state.withLock { $0.makeID() }
    let answer = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let answer = state.withLock { state -> Bool? in
          if Task.isCancelled { return false }
          if isMet(state.sleepers.map(\.deadline)) { return true }
          state.observers.append(Observer(id: id, isMet: isMet, continuation: continuation))
          return nil
        }
        if let answer { continuation.resume(returning: answer) }
      }
    } onCancel: {
      let observer = state.withLock { state in
        state.observers.firstIndex { $0.id == id }.map { state.observers.remove(at: $0) }
      }
      observer?.continuation.resume(returning: false)
    }
    guard answer else { throw CancellationError() }
  }
}
