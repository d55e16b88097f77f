import KubeCore
import Testing

@testable import KubeRuntime

@Suite struct WorkQueueStateTests {
  private var queue: WorkQueueState<String>
  private var random = SplitMix64(seed: 1)
  private let start = MonotonicInstant(sinceOrigin: .zero)

  init() {
    var backoff = Backoff.reconcile
    backoff.jitter = 0
    queue = WorkQueueState(backoff: backoff)
  }

  private mutating func take(at now: MonotonicInstant) throws -> WorkLease<String> {
    let lease = queue.take(now: now)
    return try #require(lease)
  }

  private mutating func takeAll(at now: MonotonicInstant) -> [String] {
    var keys: [String] = []
    while let lease = queue.take(now: now) { keys.append(lease.key) }
    return keys
  }

  @Test mutating func aKeyIsThereOnce() {
    for key in ["a", "b", "a", "a"] { queue.add(key, priority: .normal, after: .zero, now: start) }
    #expect(takeAll(at: start) == ["a", "b"])
  }

  @Test mutating func realChangesOvertakeTheFirstList() {
    for key in ["a", "b", "c"] { queue.add(key, priority: .initialList, after: .zero, now: start) }
    queue.add("c", priority: .normal, after: .zero, now: start)
    queue.add("d", priority: .normal, after: .zero, now: start)
    #expect(takeAll(at: start) == ["c", "d", "a", "b"])
  }

  @Test mutating func nothingStarvesBehindUrgentKeys() throws {
    queue.add("patient", priority: .initialList, after: .zero, now: start)
    for round in 0..<8 {
      queue.add("urgent-\(round)", priority: .normal, after: .zero, now: start + .seconds(1))
    }
    let order = takeAll(at: start + .seconds(1))
    #expect(order.firstIndex(of: "patient") == 7)
  }

  @Test mutating func anUrgentKeyWaitsForOnePatientKeyAtMost() {
    for key in 0..<10_000 { queue.add("list-\(key)", priority: .initialList, after: .zero, now: start) }
    for taken in 0..<20 {
      queue.add("user", priority: .normal, after: .zero, now: start + .seconds(taken * 60))
      let next = [queue.take(now: start + .seconds(taken * 60)), queue.take(now: start + .seconds(taken * 60))]
      #expect(next.contains { $0?.key == "user" })
      for lease in next.compactMap({ $0 }) { queue.finish(lease, .done, now: start, using: &random) }
    }
  }

  @Test mutating func theEarlierTimeWins() {
    queue.add("a", priority: .normal, after: .seconds(10), now: start)
    queue.add("a", priority: .normal, after: .seconds(20), now: start)
    #expect(queue.nextDeadline() == start + .seconds(10))
    queue.add("a", priority: .normal, after: .seconds(5), now: start)
    #expect(queue.nextDeadline() == start + .seconds(5))
    #expect(takeAll(at: start + .milliseconds(4999)).isEmpty)
    #expect(takeAll(at: start + .seconds(5)) == ["a"])
  }

  @Test mutating func aKeyInFlightWaitsForItsLease() throws {
    queue.add("a", priority: .normal, after: .zero, now: start)
    let lease = try take(at: start)
    queue.add("a", priority: .normal, after: .zero, now: start)
    #expect(queue.take(now: start) == nil)
    queue.finish(lease, .done, now: start, using: &random)
    #expect(queue.take(now: start)?.key == "a")
    queue.finish(lease, .done, now: start, using: &random)
    #expect(queue.inFlight.count == 1, "an old lease gives nothing back")
  }

  @Test mutating func delaysGrowWithFailuresAndStartAnewAfterSuccess() throws {
    var now = start
    var delays: [Duration] = []
    queue.add("a", priority: .normal, after: .zero, now: now)
    for attempt in 0..<16 {
      let lease = try take(at: now)
      #expect(lease.failures == attempt)
      queue.finish(lease, .retry(), now: now, using: &random)
      let deadline = queue.nextDeadline()
      let next = try #require(deadline)
      delays.append(next - now)
      now = next
    }
    #expect(delays.prefix(4) == [.milliseconds(50), .milliseconds(100), .milliseconds(200), .milliseconds(400)])
    #expect(delays.last == .seconds(300))
    queue.finish(try take(at: now), .done, now: now, using: &random)
    queue.add("a", priority: .normal, after: .zero, now: now)
    queue.finish(try take(at: now), .retry(), now: now, using: &random)
    #expect(queue.nextDeadline() == now + .milliseconds(50))
    #expect(queue.retries == 17)
  }

  @Test mutating func aRetryKeepsItsPriorityAndHeedsALongerDelay() throws {
    queue.add("a", priority: .initialList, after: .zero, now: start)
    queue.finish(try take(at: start), .retry(after: .seconds(7)), now: start, using: &random)
    #expect(queue.nextDeadline() == start + .seconds(7))
    #expect(queue.take(now: start + .seconds(7))?.priority == .initialList)
  }

  @Test mutating func delaysBeyondAllMeasureAreCut() {
    queue.add("a", priority: .normal, after: .seconds(Int64.max), now: start)
    #expect(queue.nextDeadline() == start + .seconds(366 * 86_400))
  }

  @Test mutating func waitingIsMeasuredFromTheMomentAKeyBecameReady() {
    queue.add("a", priority: .normal, after: .seconds(3), now: start)
    #expect(queue.take(now: start + .seconds(5))?.waited == .seconds(2))
    #expect(queue.oldestInFlight?.since == start + .seconds(5))
  }

  @Test mutating func manyChangesOfOneKeyTakeNoSpace() {
    for round in 0..<100_000 {
      queue.add("a", priority: QueuePriority(rawValue: round), after: .zero, now: start)
    }
    #expect(queue.depth == 1)
    #expect(queue.heapEntries < 200)
  }
}
