import KubeCore
import Testing

@testable import KubeRuntime

/// The queue and its plain reference, side by side.
private struct Pair {
  enum Operation: CaseIterable {
    case addNormal, addLow, addUrgent, addLater, addMuchLater, addOther, addOtherLater, take, finish, again, retry, wait
  }

  var queue: WorkQueueState<String>
  var naive = NaiveQueue()
  var leases: [WorkLease<String>] = []
  var now: Duration = .zero
  var random = SplitMix64(seed: 0)

  init() {
    var backoff = Backoff.reconcile
    backoff.jitter = 0
    queue = WorkQueueState(backoff: backoff)
  }

  mutating func perform(_ operation: Operation, key: String = "a", other: String = "b") {
    switch operation {
    case .addNormal: add(key, 0, .zero)
    case .addLow: add(key, -100, .zero)
    case .addUrgent: add(key, 10, .zero)
    case .addLater: add(key, 0, .milliseconds(50))
    case .addMuchLater: add(key, -100, .milliseconds(200))
    case .addOther: add(other, 0, .zero)
    case .addOtherLater: add(other, 0, .milliseconds(50))
    case .take: take()
    case .finish: finish(.done)
    case .again: finish(.again(after: .milliseconds(70)))
    case .retry: finish(.retry())
    case .wait: now += .milliseconds(50)
    }
  }

  private mutating func add(_ key: String, _ priority: Int, _ delay: Duration) {
    queue.add(key, priority: QueuePriority(rawValue: priority), after: delay, now: MonotonicInstant(sinceOrigin: now))
    naive.add(key, priority: priority, after: delay, now: now)
  }

  private mutating func take() {
    let lease = queue.take(now: MonotonicInstant(sinceOrigin: now))
    let expected = naive.take(now: now)
    #expect(lease?.key == expected)
    if let lease { leases.append(lease) }
  }

  private mutating func finish(_ result: WorkResult) {
    guard !leases.isEmpty else { return }
    let lease = leases.removeFirst()
    queue.finish(lease, result, now: MonotonicInstant(sinceOrigin: now), using: &random)
    naive.finish(lease.key, result, now: now)
  }

  mutating func check() -> Bool {
    let deadline = naive.entries.compactMap(\.readyAt).min()
    return queue.depth == naive.entries.count { $0.readyAt == nil }
      && queue.delayedCount == naive.entries.count { $0.readyAt != nil }
      && Set(queue.inFlight.keys) == Set(naive.inFlight.keys) && Set(leases.map(\.key)).count == leases.count
      && queue.nextDeadline()?.sinceOrigin == deadline
  }

  /// Finishes everything; what is left must come out in the same order.
  mutating func drain() {
    while !leases.isEmpty { finish(.done) }
    now += .seconds(1000)
    for _ in 0...naive.entries.count { take() }
    #expect(naive.entries.isEmpty)
    #expect(queue.depth == 0)
  }
}

@Suite struct WorkQueueModelTests {
  @Test func everyShortHistoryAgreesWithTheReference() {
    var histories = 0
    func explore(_ pair: Pair, depth: Int) {
      guard depth > 0 else {
        var pair = pair
        pair.drain()
        histories += 1
        return
      }
      for operation in Pair.Operation.allCases {
        var next = pair
        next.perform(operation)
        if !next.check() { Issue.record("disagreement after \(operation) at depth \(depth)") }
        explore(next, depth: depth - 1)
      }
    }
    explore(Pair(), depth: 4)
    #expect(histories == 20_736)
  }

  @Test(arguments: UInt64(1)...40)
  func longRandomHistoriesAgreeWithTheReference(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var pair = Pair()
    let keys = (0..<Int.random(in: 1...12, using: &random)).map { "k\($0)" }
    for step in 0..<1500 {
      guard let operation = Pair.Operation.allCases.randomElement(using: &random),
        let key = keys.randomElement(using: &random), let other = keys.randomElement(using: &random)
      else { return }
      pair.perform(operation, key: key, other: other)
      guard pair.check() else {
        Issue.record("seed \(seed): disagreement at step \(step), after \(operation)")
        return
      }
    }
    pair.drain()
  }
}
