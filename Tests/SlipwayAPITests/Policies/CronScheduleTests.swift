import Testing

@testable import SlipwayAPI

@Suite struct CronScheduleTests {
  @Test(
    "what crontab takes is taken",
    arguments: [
      "* * * * *", "0 9 * * MON-THU", "*/15 0,12 1-7 JAN,jul 0", "5/20 23 31 12 7", "0 0 29 2 *",
    ])
  func valid(text: String) { #expect(CronSchedule(text)?.text == text) }

  @Test(
    "what means nothing is refused",
    arguments: [
      "", "* * * *", "* * * * * *", "60 * * * *", "* 24 * * *", "* * 0 * *", "* * * 13 *", "* * * * 8", "a * * * *",
      "5-1 * * * *", "*/0 * * * *", "1, * * * *", "-1 * * * *", "1--2 * * * *", "* * * * MOND", "@daily", "*/61 * * * *",
    ])
  func invalid(text: String) { #expect(CronSchedule(text) == nil) }

  @Test("a day counts when either field names it, unless one of them is a star")
  func days() throws {
    // 2026-01-05 was a Monday.
    let (monday, sixth) = (LocalDay(number: 20_458), LocalDay(number: 20_459))
    #expect(monday.weekday == 1 && monday.day == 5 && sixth.day == 6)
    let either = try #require(CronSchedule("0 0 6 * MON"))
    #expect(either.includes(monday) && either.includes(sixth) && !either.includes(LocalDay(number: 20_460)))
    let weekday = try #require(CronSchedule("0 0 * * MON"))
    #expect(weekday.includes(monday) && !weekday.includes(sixth))
  }

  @Test("a step counts from its start")
  func steps() throws {
    let schedule = try #require(CronSchedule("5/20 8-10/2 * * *"))
    let named = (0..<1_440).filter { schedule.includes(minuteOfDay: $0) }
    #expect(named == [485, 505, 525, 605, 625, 645])
  }
}
