import HeapModule

/// Which key to work on next: the rules of ``WorkQueue`` without lock, clock or waiting.
///
/// A key is there once, however often it is added. Adding it again keeps the higher priority and the earlier time
/// (the merge rules of controller-runtime's priority queue). A key in flight that is added again waits until its lease
/// is finished.
///
/// Urgent keys come first, but one take in eight goes to the key that has been ready for the longest, whatever its
/// priority: nothing starves, and nothing urgent waits for more than one of them.
struct WorkQueueState<Key: Hashable & Sendable>: Sendable {
  /// What is known of a key that waits.
  private struct Item: Sendable {
    var priority: QueuePriority
    /// When the key may be taken; `nil` when it may be now.
    var readyAt: MonotonicInstant?
    var readySince: MonotonicInstant
    /// The place among keys of one priority.
    var sequence: UInt64
    /// Tells the item's entry in a heap from those it has had before.
    var stamp: UInt64 = 0
  }

  private var items: [Key: Item] = [:]
  private(set) var inFlight: [Key: WorkLease<Key>] = [:]
  private var failures: [Key: Int] = [:]
  private var ready = Heap<ReadyEntry<Key>>()
  /// The same keys as in `ready`.
  private var eldest = Heap<EldestEntry<Key>>()
  private var delayed = Heap<DelayedEntry<Key>>()
  private var lastSequence: UInt64 = 0
  private var lastStamp: UInt64 = 0
  private var takes: UInt64 = 0
  private(set) var adds: UInt64 = 0
  private(set) var retries: UInt64 = 0
  /// Keys that wait to be taken, by priority; none is zero.
  private(set) var depths: [QueuePriority: Int] = [:]
  private let backoff: Backoff
  private var retryRate: RetryRate

  /// Delays beyond this are cut: a mistaken one must not lose a key, nor overflow a timer.
  private static var longestDelay: Duration { .seconds(366 * 86_400) }

  /// Every take of this number goes by age.
  private static var takesUntilEldest: UInt64 { 8 }

  init(backoff: Backoff, retryRate: RetryRate = RetryRate()) {
    self.backoff = backoff
    self.retryRate = retryRate
  }
}

// MARK: Adding

extension WorkQueueState {
  mutating func add(_ key: Key, priority: QueuePriority, after delay: Duration, now: MonotonicInstant) {
    adds += 1
    let readyAt = delay > .zero ? now + min(delay, Self.longestDelay) : nil
    guard var item = items[key] else {
      place(key, Item(priority: priority, readyAt: readyAt, readySince: now, sequence: nextSequence()))
      return
    }
    var isChanged = false
    if priority > item.priority {
      // To the end of its new class: those who wait there came first.
      item.priority = priority
      item.sequence = nextSequence()
      isChanged = true
    }
    if let known = item.readyAt, readyAt.map({ $0 < known }) ?? true {
      item.readyAt = readyAt
      if readyAt == nil { becomeReady(&item, at: now) }
      isChanged = true
    }
    if isChanged { place(key, item) }
  }

  private mutating func becomeReady(_ item: inout Item, at instant: MonotonicInstant) {
    item.readyAt = nil
    item.readySince = instant
    item.sequence = nextSequence()
  }

  private mutating func place(_ key: Key, _ item: Item) {
    var item = item
    lastStamp += 1
    item.stamp = lastStamp
    uncount(items.updateValue(item, forKey: key))
    if item.readyAt == nil { depths[item.priority, default: 0] += 1 }
    if let readyAt = item.readyAt {
      delayed.insert(DelayedEntry(readyAt: readyAt, stamp: item.stamp, key: key))
    } else if inFlight[key] == nil {
      ready.insert(ReadyEntry(priority: item.priority, sequence: item.sequence, stamp: item.stamp, key: key))
      eldest.insert(EldestEntry(readySince: item.readySince, sequence: item.sequence, stamp: item.stamp, key: key))
    }
    compact()
  }

  /// Counts an item no longer that is replaced, or taken.
  private mutating func uncount(_ item: Item?) {
    guard let item, item.readyAt == nil, let count = depths[item.priority] else { return }
    depths[item.priority] = count > 1 ? count - 1 : nil
  }

  private mutating func nextSequence() -> UInt64 {
    lastSequence += 1
    return lastSequence
  }
}

// MARK: Taking and finishing

extension WorkQueueState {
  /// Takes the most urgent key that is ready and not in flight or, when it is its turn, the one that has waited for the
  /// longest.
  mutating func take(now: MonotonicInstant) -> WorkLease<Key>? {
    promote(now: now)
    let goesByAge = (takes + 1).isMultiple(of: Self.takesUntilEldest)
    guard let key = goesByAge ? nextEldest() : nextUrgent(), let item = items.removeValue(forKey: key) else {
      return nil
    }
    takes += 1
    uncount(item)
    let lease = WorkLease(
      key: key, priority: item.priority, since: now, waited: now - item.readySince, failures: failures[key] ?? 0,
      number: nextSequence())
    inFlight[key] = lease
    return lease
  }

  private mutating func nextUrgent() -> Key? {
    while let entry = ready.popMax() { if items[entry.key]?.stamp == entry.stamp { return entry.key } }
    return nil
  }

  private mutating func nextEldest() -> Key? {
    while let entry = eldest.popMin() { if items[entry.key]?.stamp == entry.stamp { return entry.key } }
    return nil
  }

  /// Gives a key back. A lease that is not in flight is ignored.
  mutating func finish(
    _ lease: WorkLease<Key>, _ result: WorkResult, now: MonotonicInstant,
    using generator: inout some RandomNumberGenerator
  ) {
    guard inFlight[lease.key] == lease else { return }
    inFlight[lease.key] = nil
    if let item = items[lease.key], item.readyAt == nil { place(lease.key, item) }
    switch result {
    case .done:
      failures[lease.key] = nil
    case .again(let delay):
      failures[lease.key] = nil
      add(lease.key, priority: lease.priority, after: delay, now: now)
    case .retry(let patience):
      let count = min(failures[lease.key] ?? 0, 1000) + 1
      failures[lease.key] = count
      retries += 1
      let delay = max(patience, backoff.delay(afterFailures: count, using: &generator), retryRate.delay(at: now))
      add(lease.key, priority: lease.priority, after: delay, now: now)
    }
  }

  /// When the next delayed key becomes ready.
  mutating func nextDeadline() -> MonotonicInstant? {
    while let entry = delayed.min {
      if items[entry.key]?.stamp == entry.stamp { return entry.readyAt }
      delayed.removeMin()
    }
    return nil
  }

  /// Makes the delayed keys ready whose time has come.
  mutating func promote(now: MonotonicInstant) {
    while let deadline = nextDeadline(), deadline <= now {
      let key = delayed.removeMin().key
      guard var item = items[key] else { continue }
      becomeReady(&item, at: deadline)
      place(key, item)
    }
  }

  /// Heaps cannot remove from their middle: entries that no longer count stay until they come up, or are too many.
  private mutating func compact() {
    let limit = 2 * items.count + 64
    if ready.count > limit {
      ready = Heap(ready.unordered.filter { items[$0.key]?.stamp == $0.stamp })
    }
    if eldest.count > limit {
      eldest = Heap(eldest.unordered.filter { items[$0.key]?.stamp == $0.stamp })
    }
    if delayed.count > limit {
      delayed = Heap(delayed.unordered.filter { items[$0.key]?.stamp == $0.stamp })
    }
  }
}

// MARK: Looking

extension WorkQueueState {
  /// Keys that wait to be taken, without those that wait for a time to come.
  var depth: Int { depths.values.reduce(0, +) }

  /// Keys that wait for a time to come.
  var delayedCount: Int { items.count - depth }

  /// The lease that has been out for the longest.
  var oldestInFlight: WorkLease<Key>? { inFlight.values.min { $0.since < $1.since } }

  /// Since when the key that has waited for the longest could have been taken.
  mutating func oldestReady() -> MonotonicInstant? {
    while let entry = eldest.min {
      if items[entry.key]?.stamp == entry.stamp { return entry.readySince }
      eldest.removeMin()
    }
    return nil
  }

  /// The size of the heaps, with entries that no longer count.
  var heapEntries: Int { ready.count + eldest.count + delayed.count }
}
