import KubeClient
import Synchronization

/// Lets only so many calls be on their way at a time.
final class CallLimit: Sendable {
  /// A place among them; it is given back once, when the call is over or nobody refers to it any more.
  final class Place: Sendable {
    private let limit: CallLimit
    private let isTaken = Atomic(true)

    fileprivate init(_ limit: CallLimit) { self.limit = limit }

    deinit { leave() }

    func leave() {
      if isTaken.exchange(false, ordering: .relaxed) { limit.leave() }
    }
  }

  private let state: Mutex<CallLimitState<CheckedContinuation<Bool, Never>>>
  private let lastID = Atomic<UInt64>(0)

  init(_ limit: Int) { state = Mutex(CallLimitState(limit: limit)) }

  /// Waits for a place.
  ///
  /// - Throws: `.cancelled`.
  func enter() async throws(KubeError) -> Place {
    let id = lastID.add(1, ordering: .relaxed).newValue
    let hasPlace = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let answer = state.withLock { state -> Bool? in
          // Cancelled before it could wait: nobody would wake it.
          guard !Task.isCancelled else { return false }
          return state.enter(continuation, id: id) ? true : nil
        }
        if let answer { continuation.resume(returning: answer) }
      }
    } onCancel: {
      state.withLock { $0.abandon(id: id) }?.resume(returning: false)
    }
    guard hasPlace else { throw KubeError(.cancelled, message: "cancelled while waiting for other calls to end") }
    return Place(self)
  }

  private func leave() {
    state.withLock { $0.leave() }?.resume(returning: true)
  }
}
