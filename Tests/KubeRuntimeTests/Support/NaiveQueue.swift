import KubeRuntime

/// The rules of the work queue once more, as plainly as possible: one list, searched from end to end.
struct NaiveQueue {
  struct Entry {
    var key: String
    var priority: Int
    var readyAt: Duration?
    var readySince: Duration
    var order: Int
    var touched: Int
  }

  var entries: [Entry] = []
  var inFlight: [String: Int] = [:]
  var failures: [String: Int] = [:]
  private var ticket = 0
  private var takes = 0

  private mutating func draw() -> Int {
    ticket += 1
    return ticket
  }

  mutating func add(_ key: String, priority: Int, after delay: Duration, now: Duration) {
    let readyAt = delay > .zero ? now + delay : nil
    guard let index = entries.firstIndex(where: { $0.key == key }) else {
      entries.append(
        Entry(key: key, priority: priority, readyAt: readyAt, readySince: now, order: draw(), touched: draw()))
      return
    }
    if priority > entries[index].priority {
      entries[index].priority = priority
      entries[index].order = draw()
      entries[index].touched = draw()
    }
    guard let known = entries[index].readyAt else { return }
    if readyAt == nil {
      entries[index].readyAt = nil
      entries[index].readySince = now
      entries[index].order = draw()
      entries[index].touched = draw()
    } else if let readyAt, readyAt < known {
      entries[index].readyAt = readyAt
      entries[index].touched = draw()
    }
  }

  mutating func take(now: Duration) -> String? {
    while let first = entries.filter({ $0.readyAt.map { $0 <= now } ?? false })
      .min(by: { ($0.readyAt ?? .zero, $0.touched) < ($1.readyAt ?? .zero, $1.touched) }),
      let due = entries.firstIndex(where: { $0.key == first.key })
    {
      entries[due].readySince = first.readyAt ?? now
      entries[due].readyAt = nil
      entries[due].order = draw()
      entries[due].touched = draw()
    }
    let candidates = entries.filter { $0.readyAt == nil && inFlight[$0.key] == nil }
    let goesByAge = (takes + 1) % 8 == 0
    let next = candidates.min { left, right in
      goesByAge
        ? (left.readySince, left.order) < (right.readySince, right.order)
        : (right.priority, left.order) < (left.priority, right.order)
    }
    guard let best = next else { return nil }
    takes += 1
    entries.removeAll { $0.key == best.key }
    inFlight[best.key] = best.priority
    return best.key
  }

  mutating func finish(_ key: String, _ result: WorkResult, now: Duration) {
    guard let priority = inFlight.removeValue(forKey: key) else { return }
    switch result {
    case .done:
      failures[key] = nil
    case .again(let delay):
      failures[key] = nil
      add(key, priority: priority, after: delay, now: now)
    case .retry(let patience):
      failures[key, default: 0] += 1
      let delay = Backoff.reconcile.bound(afterFailures: failures[key] ?? 1)
      add(key, priority: priority, after: max(patience, delay), now: now)
    }
  }
}
