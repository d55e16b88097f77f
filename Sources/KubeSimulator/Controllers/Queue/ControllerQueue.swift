import KubeCore

/// What the controllers have still to look at, and when they want to look again.
///
/// The order is fixed: first by controller, then by namespace and name. A controller therefore comes to rest before
/// the ones after it act on what it did.
struct ControllerQueue: Sendable {
  private var ready: [WorkItem.Controller: Set<ObjectKey>] = [:]
  private var wakes: [WorkItem: Timestamp] = [:]
  private var failures: [WorkItem: Int] = [:]
  /// The earliest of the wakes.
  private(set) var nextWake: Timestamp?

  /// Whether there is nothing to look at now.
  var isIdle: Bool { ready.values.allSatisfy(\.isEmpty) }

  mutating func add(_ controller: WorkItem.Controller, _ key: ObjectKey) {
    ready[controller, default: []].insert(key)
  }

  /// Asks to look at an item again at a time, beside when something is written; the last word counts.
  mutating func wake(_ item: WorkItem, at time: Timestamp) {
    let old = wakes.updateValue(time, forKey: item)
    if old != nil, old == nextWake { recount() } else { nextWake = min(nextWake ?? time, time) }
  }

  /// Asks to look at an item again after a failure: in 5 ms at first, doubled from failure to failure up to 1,000 s.
  ///
  /// Source: `DefaultTypedControllerRateLimiter` of client-go.
  mutating func retry(_ item: WorkItem, after now: Timestamp) {
    let count = failures[item, default: 0]
    failures[item] = min(count + 1, 18)
    wake(item, at: now + min(.milliseconds(5) * (1 << count), .seconds(1000)))
  }

  mutating func forgetFailures(of item: WorkItem) { failures[item] = nil }

  /// Takes the first item, whose wake is over with it.
  mutating func takeFirst() -> WorkItem? {
    for controller in WorkItem.Controller.allCases {
      if let item = takeFirst(of: controller) { return item }
    }
    return nil
  }

  /// What is to be looked at now, in order.
  var readyItems: [WorkItem] {
    WorkItem.Controller.allCases.flatMap { controller in
      (ready[controller] ?? []).sorted().map { WorkItem(controller: controller, key: $0) }
    }
  }

  /// Takes an item.
  ///
  /// - Returns: whether it was there to be looked at.
  mutating func take(_ item: WorkItem) -> Bool {
    guard ready[item.controller]?.remove(item.key) != nil else { return false }
    if let wake = wakes.removeValue(forKey: item), wake == nextWake { recount() }
    return true
  }

  /// Takes the first item of one controller.
  mutating func takeFirst(of controller: WorkItem.Controller) -> WorkItem? {
    guard let key = ready[controller]?.min() else { return nil }
    let item = WorkItem(controller: controller, key: key)
    return take(item) ? item : nil
  }

  /// Makes those ready whose time has come.
  mutating func wakeUp(at now: Timestamp) {
    guard let nextWake, nextWake <= now else { return }
    for (item, time) in wakes where time <= now {
      wakes[item] = nil
      ready[item.controller, default: []].insert(item.key)
    }
    recount()
  }

  private mutating func recount() { nextWake = wakes.values.min() }
}
