import KubeRuntime
import Testing

@testable import Demo

@Suite("The schedule of requests")
struct TrafficScheduleTests {
  private static let start = MonotonicInstant(sinceOrigin: .seconds(100))

  /// The first requests of a sender that is never late.
  private static func take(_ count: Int, seed: UInt64, rate: Double = 60, rows: Int = 72) -> [[Double]] {
    var schedule = TrafficSchedule(seed: seed, rate: rate, rows: rows, start: start)
    var now = start
    return (0..<count).map { _ in
      let request = schedule.take(now: now)
      now = request.time
      return [Double(request.number), Double(request.row), (request.time - start) / .seconds(1)]
    }
  }

  @Test("follows from its seed alone", arguments: [0, 1, 42, UInt64.max])
  func isDetermined(seed: UInt64) {
    #expect(Self.take(500, seed: seed) == Self.take(500, seed: seed))
    #expect(Self.take(500, seed: seed) != Self.take(500, seed: seed &+ 1))
  }

  @Test("counts requests, draws every row and goes forward")
  func order() {
    let requests = Self.take(2_000, seed: 7)
    #expect(requests.map { $0[0] } == (1...2_000).map(Double.init))
    #expect(Set(requests.map { Int($0[1]) }) == Set(0..<72))
    #expect(zip(requests, requests.dropFirst()).allSatisfy { $0[2] <= $1[2] })
  }

  @Test("keeps the rate", arguments: [10.0, 60, 500])
  func rate(rate: Double) {
    // The sum of 10,000 exponential times differs from its mean by more than 5% once in a million seeds.
    let seconds = Self.take(10_000, seed: 3, rate: rate).last?[2] ?? 0
    #expect(abs(seconds * rate / 10_000 - 1) < 0.05)
  }

  @Test("does not catch up with what is long past")
  func lateSender() {
    var schedule = TrafficSchedule(seed: 1, rate: 60, rows: 10, start: Self.start)
    let now = Self.start + .seconds(30)
    let due = (0..<100).map { _ in schedule.take(now: now).time }
    #expect(due.allSatisfy { $0 >= now + .milliseconds(-500) })
    // Half a second's worth is sent at once; the rest keeps the rate.
    #expect(due.count { $0 <= now } < 60)
  }

  @Test("has a row for data of one row")
  func oneRow() {
    #expect(Self.take(10, seed: 1, rows: 1).allSatisfy { $0[1] == 0 })
  }
}
