import KubeCore
import Testing

@testable import SlipwayAPI

@Suite struct RolloutWindowTests {
  private func window(_ schedule: String, for length: TimeSpan) throws -> RolloutWindow {
    var window = RolloutWindow()
    window.schedule = try #require(CronSchedule(schedule))
    window.length = length
    return window
  }

  private func time(_ text: String) throws -> Timestamp { try #require(Timestamp(text)) }

  /// Berlin's clocks in 2026: summer time from 29 March to 25 October, both at 01:00 UTC.
  private func berlin(_ time: Timestamp) -> Int64 {
    let summer = Timestamp("2026-03-29T01:00:00Z").map { time >= $0 } ?? false
    let winter = Timestamp("2026-10-25T01:00:00Z").map { time >= $0 } ?? false
    return summer && !winter ? 7_200 : 3_600
  }

  @Test(
    "is open from its time on for its length",
    arguments: [
      ("2026-01-05T08:59:59Z", nil), ("2026-01-05T09:00:00Z", "2026-01-05T16:00:00Z"),
      ("2026-01-05T15:59:59Z", "2026-01-05T16:00:00Z"), ("2026-01-05T16:00:00Z", nil),
      ("2026-01-09T10:00:00Z", nil),
    ] as [(String, String?)])
  func isOpen(now: String, end: String?) throws {
    let window = try window("0 9 * * MON-THU", for: .hours(7))
    #expect(window.closingTime(at: try time(now)) { _ in 0 } == end.flatMap(Timestamp.init))
  }

  @Test("reaches into the next day")
  func overMidnight() throws {
    let window = try window("0 22 * * FRI", for: .hours(8))
    #expect(window.closingTime(at: try time("2026-01-10T05:00:00Z")) { _ in 0 } == Timestamp("2026-01-10T06:00:00Z"))
    #expect(window.closingTime(at: try time("2026-01-10T06:00:00Z")) { _ in 0 } == nil)
  }

  @Test(
    "opens next by the clocks of its zone",
    arguments: [
      ("2026-01-05T20:00:00Z", "0 9 * * *", "2026-01-06T08:00:00Z"),
      ("2026-03-28T12:00:00Z", "0 9 * * *", "2026-03-29T07:00:00Z"),
      ("2026-10-24T12:00:00Z", "0 9 * * *", "2026-10-25T08:00:00Z"),
      // What the clocks skip does not open: 02:30 on 29 March.
      ("2026-03-28T12:00:00Z", "30 2 * * *", "2026-03-30T00:30:00Z"),
      ("2026-01-05T20:00:00Z", "0 0 29 2 *", "2028-02-28T23:00:00Z"),
    ])
  func opensNext(now: String, schedule: String, next: String) throws {
    let window = try window(schedule, for: .hours(1))
    #expect(window.openingTime(after: try time(now), berlin) == Timestamp(next))
  }

  @Test("that never comes does not open")
  func never() throws {
    #expect(try window("0 0 31 2 *", for: .hours(1)).openingTime(after: time("2026-01-05T20:00:00Z")) { _ in 0 } == nil)
  }
}
