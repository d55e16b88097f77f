import KubeCore
import Synchronization

/// Which statuses another process wrote: what they rest on, the stores of this one may be yet to hear of.
///
/// That is so after a fail-over, and while two processes both believe that they lead. Only deployments with a rollout
/// under way are remembered.
final class StatusAuthors: Sendable {
  private struct Entry {
    /// The version that was written or seen last.
    var version: String
    var catchUpTime: Timestamp?
  }

  /// How long a store is given to catch up; one whose watch has gone silent may lag until that watch ends.
  private static var lag: Duration { .seconds(30) }

  private let entries = Mutex<[ObjectKey: Entry]>([:])

  /// Takes note of what this process has written.
  func wrote(_ version: String?, of key: ObjectKey, isRolling: Bool) {
    entries.withLock { entries in
      let catchUpTime = entries[key]?.catchUpTime
      entries[key] = isRolling ? Entry(version: version ?? "", catchUpTime: catchUpTime) : nil
    }
  }

  /// Until when the stores may be older than a status; `nil` when they have heard of all that it rests on.
  func catchUpTime(of version: String?, of key: ObjectKey, at now: Timestamp) -> Timestamp? {
    entries.withLock { entries in
      if entries[key]?.version != version {
        entries[key] = Entry(version: version ?? "", catchUpTime: now + Self.lag)
      }
      return entries[key]?.catchUpTime.flatMap { now < $0 ? $0 : nil }
    }
  }

  func forget(_ key: ObjectKey) { entries.withLock { $0[key] = nil } }
}
