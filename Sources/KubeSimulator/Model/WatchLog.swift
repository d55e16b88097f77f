/// The latest writes in order of their revisions.
///
/// Its length is bounded: older ones are forgotten, as by a compaction.
struct WatchLog: Sendable {
  private static let limit = 20_000

  private var changes: [Change] = []
  /// Every write after this revision is still here.
  private(set) var compactedRevision: Int64 = 0

  mutating func append(_ change: Change) {
    changes.append(change)
    if changes.count > Self.limit { forget(changes.count - Self.limit * 3 / 4) }
  }

  /// Forgets every write up to now.
  mutating func compact() { forget(changes.count) }

  private mutating func forget(_ count: Int) {
    guard count > 0, changes.indices.contains(count - 1) else { return }
    compactedRevision = changes[count - 1].revision
    changes.removeFirst(count)
  }

  /// The writes after a revision, oldest first.
  func changes(after revision: Int64) -> ArraySlice<Change> {
    var low = 0
    var high = changes.count
    while low < high {
      let middle = (low + high) / 2
      if changes[middle].revision <= revision { low = middle + 1 } else { high = middle }
    }
    return changes[low...]
  }
}
