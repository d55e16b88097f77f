import KubeCore
import Testing

@testable import KubeSimulator

@Suite struct CronScheduleTests {
  @Test(arguments: [
    ("* * * * *", "2026-01-01T00:00:00Z", "2026-01-01T00:01:00Z"),
    ("*/5 * * * *", "2026-01-01T00:03:20Z", "2026-01-01T00:05:00Z"),
    ("30 6-16/4 * * 1-5", "2026-01-02T15:00:00Z", "2026-01-05T06:30:00Z"),
    ("0 0 29 2 *", "2026-03-01T00:00:00Z", "2028-02-29T00:00:00Z"),
    // Either day will do where both are given.
    ("0 0 13 * fri", "2026-02-01T00:00:00Z", "2026-02-06T00:00:00Z"),
    ("0 0 3 * fri", "2026-02-01T00:00:00Z", "2026-02-03T00:00:00Z"),
    ("59 23 31 dec ?", "2026-12-31T23:59:00Z", "2027-12-31T23:59:00Z"),
    ("@weekly", "2026-01-01T00:00:00Z", "2026-01-04T00:00:00Z"),
    ("@every 1m30s", "2026-01-01T00:00:10Z", "2026-01-01T00:01:40Z"),
  ])
  func isDue(_ text: String, _ from: String, _ next: String) throws {
    let schedule = try CronSchedule(text)
    #expect(schedule.next(after: try #require(Timestamp(from)), zone: { _ in 0 })?.text == next)
  }

  @Test func isNeverDueOnADayThatIsNone() throws {
    let start = Timestamp(seconds: 1_790_000_000)
    #expect(try CronSchedule("0 0 31 2 *").next(after: start, zone: { _ in 0 }) == nil)
  }

  /// At one in UTC the clocks go from two to three in spring, and from three to two in autumn.
  @Test(arguments: [
    ("30 2 * * *", "2026-03-28T12:00:00Z", "2026-03-30T00:30:00Z"),
    ("30 2 * * *", "2026-10-24T12:00:00Z", "2026-10-25T00:30:00Z"),
    ("30 2 * * *", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"),
    ("0 0 * * *", "2026-10-25T10:00:00Z", "2026-10-25T23:00:00Z"),
    ("0 0 * * *", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"),
  ])
  func followsTheClocksOfItsZone(_ text: String, _ from: String, _ next: String) throws {
    let spring = try #require(Timestamp("2026-03-29T01:00:00Z"))
    let autumn = try #require(Timestamp("2026-10-25T01:00:00Z"))
    let schedule = try CronSchedule(text)
    let time = schedule.next(after: try #require(Timestamp(from))) { $0 >= spring && $0 < autumn ? 7200 : 3600 }
    #expect(time?.text == next)
  }

  @Test(
    arguments: [("UTC", 0), ("Etc/UTC", 0), ("Etc/GMT+5", -18_000), ("Etc/GMT-14", 50_400), ("Etc/GMT+13", nil)]
      as [(String, Int64?)])
  func knowsFixedZones(_ name: String, _ offset: Int64?) { #expect(TimeZoneName.fixedOffset(name) == offset) }
}
