import Synchronization

/// A value that comes once and stays. Any number of tasks may wait for it.
final class Arrival<Value: Sendable>: Sendable {
  typealias Outcome = Result<Value, LocalClusterError>

  private struct State {
    var outcome: Outcome?
    var waiters: [UInt64: CheckedContinuation<Outcome, Never>] = [:]
    var lastID: UInt64 = 0
  }

  private let state = Mutex(State())

  /// Gives the value, or the reason why there will be none; only the first time counts.
  func settle(_ outcome: Outcome) {
    let waiters = state.withLock { state in
      guard state.outcome == nil else { return [CheckedContinuation<Outcome, Never>]() }
      state.outcome = outcome
      defer { state.waiters.removeAll() }
      return Array(state.waiters.values)
    }
    for waiter in waiters { waiter.resume(returning: outcome) }
  }

  /// The value, if it has come.
  var current: Value? { state.withLock { try? $0.outcome?.get() } }

  /// Waits for the value.
  ///
  /// - Throws: the reason why there is none, or `.stopped` when the calling task is cancelled first.
  func value() async throws(LocalClusterError) -> Value {
    let id = state.withLock { state in
      state.lastID += 1
      return state.lastID
    }
    let stopped = Outcome.failure(LocalClusterError(.stopped, "the wait was cancelled"))
    let outcome = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let outcome: Outcome? = state.withLock { state in
          if let outcome = state.outcome { return outcome }
          // The flag is set before the handler runs: a cancellation is seen here, or the handler finds the waiter.
          if Task.isCancelled { return stopped }
          state.waiters[id] = continuation
          return nil
        }
        if let outcome { continuation.resume(returning: outcome) }
      }
    } onCancel: {
      state.withLock { $0.waiters.removeValue(forKey: id) }?.resume(returning: stopped)
    }
    return try outcome.get()
  }

  /// Waits for the value or the reason why there is none, also in a cancelled task.
  func settled() async {
    _ = await withCheckedContinuation { continuation in
      let outcome: Outcome? = state.withLock { state in
        if let outcome = state.outcome { return outcome }
        state.lastID += 1
        state.waiters[state.lastID] = continuation
        return nil
      }
      if let outcome { continuation.resume(returning: outcome) }
    }
  }
}
