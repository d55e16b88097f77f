import KubeClient
import KubeCore
import KubeTypes

/// Which events to write next: the rules of ``EventRecorder`` without lock, clock or requests.
///
/// The same event within the window is a repetition: the first is created, later ones raise the count of its series.
/// Repetitions that come faster than they can be written are written as one.
struct EventRecorderState: Sendable {
  /// One request to be made.
  struct Write: Sendable {
    enum Operation: Sendable {
      case create(Event)
      case updateSeries(name: String, Event.Series)
    }

    let draft: EventDraft
    let operation: Operation
    /// How many occurrences are told when this has been written.
    fileprivate let count: Int

    var namespace: String { draft.regarding.namespace ?? "default" }
  }

  private struct Entry: Sendable {
    var name: String
    var firstTime: Timestamp
    var lastTime: Timestamp
    var lastSeen: MonotonicInstant
    var count = 1
    var written = 0
    var isQueued = false
    var isBeingWritten = false
  }

  private var entries: [EventDraft: Entry] = [:]
  private var queue: [EventDraft] = []
  private var nextSweep: MonotonicInstant?
  private(set) var metrics = EventRecorderMetrics()
  private let configuration: EventRecorderConfiguration

  init(_ configuration: EventRecorderConfiguration) { self.configuration = configuration }
}

// MARK: Recording

extension EventRecorderState {
  /// Takes note of an event.
  ///
  /// - Parameter token: makes the event's name unique.
  mutating func record(_ draft: EventDraft, now: MonotonicInstant, wall: Timestamp, token: UInt64) {
    metrics.recorded += 1
    sweep(now)
    let draft = draft.normalized
    guard var entry = entries[draft], isCurrent(entry, now) else {
      guard queue.count < configuration.capacity else { return metrics.dropped += 1 }
      entries[draft] = Entry(name: Self.name(draft, token), firstTime: wall, lastTime: wall, lastSeen: now)
      return enqueue(draft)
    }
    entry.count += 1
    entry.lastTime = wall
    entry.lastSeen = now
    entries[draft] = entry
    enqueue(draft)
  }

  /// An entry whose writing is under way is kept: what has been written must meet what was recorded.
  private func isCurrent(_ entry: Entry, _ now: MonotonicInstant) -> Bool {
    entry.isQueued || entry.isBeingWritten || now - entry.lastSeen < configuration.window
  }

  /// Forgets what can no longer repeat, from time to time; and all that has been written when there is too much of it.
  private mutating func sweep(_ now: MonotonicInstant) {
    let isFull = entries.count >= 4 * configuration.capacity
    guard isFull || nextSweep.map({ $0 <= now }) ?? true else { return }
    nextSweep = now + configuration.window
    entries = entries.filter { isFull ? $0.value.isQueued || $0.value.isBeingWritten : isCurrent($0.value, now) }
  }

  /// How many events are remembered.
  var entryCount: Int { entries.count }

  private mutating func enqueue(_ draft: EventDraft) {
    guard let entry = entries[draft], !entry.isQueued, !entry.isBeingWritten else { return }
    guard queue.count < configuration.capacity else { return metrics.dropped += 1 }
    entries[draft]?.isQueued = true
    queue.append(draft)
  }

  /// Object names are at most 253 characters long.
  private static func name(_ draft: EventDraft, _ token: UInt64) -> String {
    let suffix = "." + String(token, radix: 16)
    return String((draft.regarding.name ?? "unnamed").prefix(253 - suffix.count)) + suffix
  }
}

// MARK: Writing

extension EventRecorderState {
  /// The next request to make; ``written(_:)`` or ``failed(_:_:token:)`` must follow.
  mutating func takeNext() -> Write? {
    while !queue.isEmpty {
      let draft = queue.removeFirst()
      guard var entry = entries[draft] else { continue }
      entry.isQueued = false
      entry.isBeingWritten = true
      entries[draft] = entry
      guard entry.written > 0 else {
        return Write(draft: draft, operation: .create(event(draft, entry)), count: 1)
      }
      let series = Event.Series(count: entry.count, lastObservedTime: MicroTime(entry.lastTime))
      return Write(draft: draft, operation: .updateSeries(name: entry.name, series), count: entry.count)
    }
    return nil
  }

  mutating func written(_ write: Write) {
    switch write.operation {
    case .create: metrics.created += 1
    case .updateSeries: metrics.updated += 1
    }
    entries[write.draft]?.written = write.count
    entries[write.draft]?.isBeingWritten = false
    // Repetitions have come in the meantime.
    if let entry = entries[write.draft], entry.count > entry.written { enqueue(write.draft) }
  }

  /// Gives an event up, or starts it anew when the API server has meanwhile let it expire.
  mutating func failed(_ write: Write, _ error: KubeError, token: UInt64) {
    guard case .updateSeries = write.operation, error.code == .notFound, var entry = entries[write.draft] else {
      metrics.failed += 1
      entries[write.draft] = nil
      return
    }
    entry.name = Self.name(write.draft, token)
    entry.firstTime = entry.lastTime
    entry.count = 1
    entry.written = 0
    entry.isBeingWritten = false
    entries[write.draft] = entry
    enqueue(write.draft)
  }

  private func event(_ draft: EventDraft, _ entry: Entry) -> Event {
    var event = Event(
      metadata: ObjectMeta(name: entry.name, namespace: draft.regarding.namespace ?? "default"))
    event.eventTime = MicroTime(entry.firstTime)
    event.reportingController = configuration.reportingController
    event.reportingInstance = configuration.reportingInstance.truncated(toBytes: 128)
    event.action = draft.action
    event.reason = draft.reason
    event.regarding = draft.regarding
    event.related = draft.related
    event.note = draft.note
    event.type = draft.kind.rawValue
    return event
  }
}
