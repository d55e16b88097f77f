import KubeCore
import KubeRuntime
import KubeTestSupport
import Synchronization
import Testing

@Suite struct ManualTimeTests {
  @Test func sleepersWakeWhenTheirInstantHasCome() async throws {
    let time = ManualTime()
    try await withThrowingTaskGroup(of: Int.self) { group in
      for seconds in [3, 1, 2] {
        group.addTask {
          try await time.source.sleep(for: .seconds(seconds))
          return seconds
        }
      }
      try await time.waitForSleepers(count: 3)
      time.advance(by: .milliseconds(999))
      #expect(time.deadlines.count == 3)
      time.advance(by: .milliseconds(1))
      #expect(try await group.next() == 1)
      #expect(time.deadlines.count == 2)
      time.advance(by: .seconds(10))
      let rest = try await [group.next(), group.next()]
      #expect(Set(rest) == [2, 3])
    }
    #expect(time.now.sinceOrigin == .seconds(11))
  }

  @Test func cancellationEndsASleep() async {
    let time = ManualTime()
    let task = Task { try await time.source.sleep(for: .seconds(1)) }
    try? await time.waitForSleepers(count: 1)
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(time.deadlines.isEmpty)
  }

  @Test func wallClockStepsAlone() {
    let time = ManualTime(wall: Timestamp(seconds: 1000))
    time.stepWall(by: .seconds(-500))
    time.advance(by: .seconds(1))
    #expect(time.source.wall() == Timestamp(seconds: 501))
    #expect(time.source.now().sinceOrigin == .seconds(1))
  }
}

@Suite struct TimeSourceTests {
  @Test func liveClockMovesForwardAndSleepsToItsDeadline() async throws {
    let start = TimeSource.live.now()
    let deadline = start + .milliseconds(2)
    try await TimeSource.live.sleep(until: deadline)
    #expect(TimeSource.live.now() >= deadline)
    #expect(TimeSource.live.wall() > Timestamp(seconds: 1_700_000_000))
  }

  @Test func liveSleepIsCancelled() async {
    let task = Task { try await TimeSource.live.sleep(for: .seconds(Int64.max)) }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test func deadlineCancelsTheOperation() async throws {
    let time = ManualTime()
    let wasCancelled = Mutex(false)
    async let result: Int? = time.source.withDeadline(time.now + .seconds(5)) {
      do {
        try await time.source.sleep(for: .seconds(60))
      } catch {
        wasCancelled.withLock { $0 = true }
      }
      return 1
    }
    try await time.waitForSleepers(count: 2)
    time.advance(by: .seconds(5))
    #expect(await result == nil)
    #expect(wasCancelled.withLock { $0 })
  }

  @Test func operationThatIsInTimeGivesItsResult() async {
    let time = ManualTime()
    #expect(await time.source.withDeadline(time.now + .seconds(5)) { 7 } == 7)
    #expect(time.deadlines.isEmpty)
  }

  @Test func operationHasTheSayWhenTheCallerIsCancelled() async throws {
    let time = ManualTime()
    let task = Task {
      await time.source.withDeadline(time.now + .seconds(5)) {
        (try? await time.source.sleep(for: .seconds(1))) == nil ? "cancelled" : "slept"
      }
    }
    try await time.waitForSleepers(count: 2)
    task.cancel()
    #expect(await task.value == "cancelled")
  }
}
