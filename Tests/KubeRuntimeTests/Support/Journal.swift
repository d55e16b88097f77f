import Synchronization

@testable import KubeRuntime

/// What happened in a test, in order; a test can wait for a number of entries.
final class Journal<Entry: Sendable>: Sendable {
  private struct State {
    var entries: [Entry] = []
    var waiting: [(count: Int, gate: Gate)] = []
  }

  private let state = Mutex(State())

  var entries: [Entry] { state.withLock { $0.entries } }

  func note(_ entry: Entry) {
    let gates = state.withLock { state in
      state.entries.append(entry)
      let count = state.entries.count
      let reached = state.waiting.filter { $0.count <= count }
      state.waiting.removeAll { $0.count <= count }
      return reached.map(\.gate)
    }
    for gate in gates { gate.open() }
  }

  @discardableResult
  func wait(count: Int) async throws -> [Entry] {
    let gate = Gate()
    let isThere = state.withLock { state in
      if state.entries.count < count { state.waiting.append((count, gate)) }
      return state.entries.count >= count
    }
    if !isThere { try await gate.wait() }
    return entries
  }
}
