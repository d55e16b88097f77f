/// The tasks that wait for something, in the order of their arrival. A part of a state that a lock guards.
///
/// A waiter gets a value, or `nil` when it was cancelled. Continuations are taken out under the lock and resumed after
/// it has been released.
struct WaitList<Tag: Sendable, Value: Sendable>: Sendable {
  typealias Continuation = CheckedContinuation<Value?, Never>

  private var lastID: UInt64 = 0
  private var entries: [(id: UInt64, tag: Tag, continuation: Continuation)] = []

  var isEmpty: Bool { entries.isEmpty }
  var count: Int { entries.count }

  mutating func makeID() -> UInt64 {
    lastID += 1
    return lastID
  }

  mutating func append(_ id: UInt64, _ tag: Tag, _ continuation: Continuation) {
    entries.append((id, tag, continuation))
  }

  mutating func remove(_ id: UInt64) -> Continuation? {
    entries.firstIndex { $0.id == id }.map { entries.remove(at: $0).continuation }
  }

  mutating func popFirst() -> Continuation? { entries.isEmpty ? nil : entries.removeFirst().continuation }

  mutating func removeAll(where isDone: (Tag) -> Bool = { _ in true }) -> [Continuation] {
    let done = entries.filter { isDone($0.tag) }
    entries.removeAll { entry in done.contains { $0.id == entry.id } }
    return done.map(\.continuation)
  }
}
