/// The watches that wait for a write.
///
/// At most one entry for each open watch.
struct WatchWaiters {
  private var continuations: [Int: CheckedContinuation<Void, Never>] = [:]
  /// Waits that were cancelled before they began.
  private var cancelled: Set<Int> = []
  private var open: Set<Int> = []
  private var nextID = 0

  mutating func makeID() -> Int {
    nextID &+= 1
    open.insert(nextID)
    return nextID
  }

  /// - Returns: false when the wait was cancelled already; the caller resumes it.
  mutating func add(_ continuation: CheckedContinuation<Void, Never>, _ id: Int) -> Bool {
    open.remove(id)
    guard cancelled.remove(id) == nil else { return false }
    continuations[id] = continuation
    return true
  }

  mutating func takeAll() -> [CheckedContinuation<Void, Never>] {
    defer { continuations = [:] }
    return Array(continuations.values)
  }

  mutating func cancel(_ id: Int) -> CheckedContinuation<Void, Never>? {
    if open.remove(id) != nil { cancelled.insert(id) }
    return continuations.removeValue(forKey: id)
  }
}
