/// A key's place among those that can be taken; the greatest one is next.
struct ReadyEntry<Key: Hashable & Sendable>: Comparable, Sendable {
  let priority: QueuePriority
  let sequence: UInt64
  let stamp: UInt64
  let key: Key

  static func < (left: ReadyEntry, right: ReadyEntry) -> Bool {
    left.priority == right.priority ? left.sequence > right.sequence : left.priority < right.priority
  }

  static func == (left: ReadyEntry, right: ReadyEntry) -> Bool { left.stamp == right.stamp }
}

/// A key's place among those that can be taken, by age; the least one is next.
struct EldestEntry<Key: Hashable & Sendable>: Comparable, Sendable {
  let readySince: MonotonicInstant
  let sequence: UInt64
  let stamp: UInt64
  let key: Key

  static func < (left: EldestEntry, right: EldestEntry) -> Bool {
    (left.readySince, left.sequence) < (right.readySince, right.sequence)
  }

  static func == (left: EldestEntry, right: EldestEntry) -> Bool { left.stamp == right.stamp }
}

/// A key's place among those whose time has not come; the least one is next.
struct DelayedEntry<Key: Hashable & Sendable>: Comparable, Sendable {
  let readyAt: MonotonicInstant
  let stamp: UInt64
  let key: Key

  static func < (left: DelayedEntry, right: DelayedEntry) -> Bool {
    (left.readyAt, left.stamp) < (right.readyAt, right.stamp)
  }

  static func == (left: DelayedEntry, right: DelayedEntry) -> Bool { left.stamp == right.stamp }
}
