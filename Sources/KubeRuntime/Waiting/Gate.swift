import Synchronization

/// A signal that is given once and stays given.
final class Gate: Sendable {
  private struct State {
    var isOpen = false
    var waiters = WaitList<Void, Void>()
  }

  private let state = Mutex(State())

  var isOpen: Bool { state.withLock { $0.isOpen } }

  func open() {
    let waiters = state.withLock { state in
      state.isOpen = true
      return state.waiters.removeAll()
    }
    for waiter in waiters { waiter.resume(returning: ()) }
  }

  /// Waits for the signal.
  ///
  /// - Throws: when the calling task is cancelled first.
  func wait() async throws(CancellationError) {
    let id = state.withLock { $0.waiters.makeID() }
    let signal: Void? = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let answer: Void?? = state.withLock { state in
          if state.isOpen { return .some(()) }
          // The flag is set before the handler runs: a cancellation is seen here, or the handler finds the waiter.
          if Task.isCancelled { return .some(nil) }
          state.waiters.append(id, (), continuation)
          return nil
        }
        if let answer { continuation.resume(returning: answer) }
      }
    } onCancel: {
      state.withLock { $0.waiters.remove(id) }?.resume(returning: nil)
    }
    guard signal != nil else { throw CancellationError() }
  }
}
