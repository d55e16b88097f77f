import KubeTestSupport
import Synchronization
import Testing

@testable import KubeRuntime

@Suite(.timeLimit(.minutes(1))) struct WorkQueueTests {
  private let time = ManualTime()
  private let queue: WorkQueue<String>

  init() { queue = WorkQueue(time: time.source, random: .seeded(2)) }

  @Test func aWorkerWaitsForAKey() async {
    async let lease = queue.next()
    queue.add("a")
    #expect(await lease?.key == "a")
    var expected = WorkQueueMetrics()
    expected.inFlight = 1
    expected.adds = 1
    #expect(queue.metrics == expected)
  }

  @Test func cancellationEndsTheWaitAndLosesNoKey() async {
    let workers = (0..<20).map { _ in Task { await queue.next() } }
    for worker in workers { worker.cancel() }
    var taken = 0
    for key in 0..<5 { queue.add("\(key)") }
    for worker in workers where await worker.value != nil { taken += 1 }
    #expect(queue.metrics.depth + queue.metrics.inFlight == 5)
    #expect(queue.metrics.inFlight == taken)
  }

  @Test func closingEndsAllWaits() async {
    let workers = (0..<3).map { _ in Task { await queue.next() } }
    queue.close()
    queue.add("a")
    for worker in workers { #expect(await worker.value == nil) }
    #expect(await queue.next() == nil)
    #expect(queue.metrics.depth == 1)
  }

  @Test func theTimerWakesAWorker() async throws {
    let timer = Task { await queue.runTimer() }
    async let lease = queue.next()
    queue.add("late", after: .seconds(60))
    try await time.waitForSleeper(within: .seconds(60))
    queue.add("soon", after: .seconds(5))
    try await time.waitForSleeper(within: .seconds(5))
    time.advance(by: .seconds(5))
    #expect(await lease?.key == "soon")
    async let second = queue.next()
    try await time.waitForSleeper(within: .seconds(55))
    time.advance(by: .seconds(55))
    #expect(await second?.key == "late")
    timer.cancel()
    await timer.value
  }

  @Test func theTimerRestsWhenAllWorkersAreBusy() async throws {
    let timer = Task { await queue.runTimer() }
    queue.add("a", after: .seconds(5))
    queue.add("b", after: .seconds(60))
    try await time.waitForSleeper(within: .seconds(5))
    time.advance(by: .seconds(5))
    try await time.waitForSleeper(within: .seconds(55))
    #expect(queue.metrics.depth == 1)
    #expect(queue.metrics.delayed == 1)
    timer.cancel()
    await timer.value
  }

  @Test func twoWorkersNeverHaveTheSameKey() async {
    let (queue, record) = (queue, OverlapRecord())
    let rounds = 400
    await withTaskGroup(of: Void.self) { workers in
      for _ in 0..<8 { workers.addTask { await work(queue, record) } }
      await withTaskGroup(of: Void.self) { producers in
        for producer in 0..<4 { producers.addTask { await produce(queue, record, producer, rounds) } }
      }
      while queue.metrics.depth + queue.metrics.inFlight > 0 { await Task.yield() }
      queue.close()
    }
    #expect(record.overlaps == 0)
    #expect(record.isComplete, "the last change of each key has been worked on")
    #expect(queue.metrics.adds == UInt64(4 * rounds))
  }

  private func work(_ queue: WorkQueue<String>, _ record: OverlapRecord) async {
    while let lease = await queue.next() {
      let version = record.begin(lease.key)
      await Task.yield()
      record.end(lease.key, version)
      queue.finish(lease, .done)
    }
  }

  private func produce(_ queue: WorkQueue<String>, _ record: OverlapRecord, _ producer: Int, _ rounds: Int) async {
    for round in 0..<rounds {
      let key = "\((round &* 7 &+ producer) % 10)"
      record.change(key)
      queue.add(key)
      await Task.yield()
    }
  }
}

/// Which keys are being worked on, and which of their changes have been seen.
private final class OverlapRecord: Sendable {
  private struct State {
    var inFlight: Set<String> = []
    var overlaps = 0
    var seen: [String: Int] = [:]
    var latest: [String: Int] = [:]
  }

  private let state = Mutex(State())

  var overlaps: Int { state.withLock { $0.overlaps } }
  var isComplete: Bool { state.withLock { $0.seen == $0.latest } }

  func change(_ key: String) { state.withLock { $0.latest[key, default: 0] += 1 } }

  func begin(_ key: String) -> Int {
    state.withLock { state in
      if !state.inFlight.insert(key).inserted { state.overlaps += 1 }
      return state.latest[key] ?? 0
    }
  }

  func end(_ key: String, _ version: Int) {
    state.withLock { state in
      state.inFlight.remove(key)
      state.seen[key] = max(state.seen[key] ?? 0, version)
    }
  }
}
