/// How many calls are on their way, and which ones wait, first come first served. A value without I/O.
struct CallLimitState<Waiter: Sendable>: Sendable {
  private var free: Int
  private var waiters: [(id: UInt64, waiter: Waiter)] = []

  init(limit: Int) { free = max(1, limit) }

  /// Asks for a place.
  ///
  /// - Returns: whether there is one; otherwise the waiter is kept.
  mutating func enter(_ waiter: Waiter, id: UInt64) -> Bool {
    guard free == 0 else {
      free -= 1
      return true
    }
    waiters.append((id, waiter))
    return false
  }

  /// Gives a place back.
  ///
  /// - Returns: who has it now.
  mutating func leave() -> Waiter? {
    guard !waiters.isEmpty else {
      free += 1
      return nil
    }
    return waiters.removeFirst().waiter
  }

  /// Forgets a waiter whose task was cancelled.
  ///
  /// - Returns: the waiter, unless it has a place already.
  mutating func abandon(id: UInt64) -> Waiter? {
    waiters.firstIndex { $0.id == id }.map { waiters.remove(at: $0).waiter }
  }
}
