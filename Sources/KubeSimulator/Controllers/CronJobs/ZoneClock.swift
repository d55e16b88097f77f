import KubeCore

/// What the clocks of a time zone show.
struct ZoneClock: Sendable {
  let year: Int64
  /// Months and days count from 1, weekdays from Sunday, which is 0.
  let (month, day, weekday): (Int, Int, Int)
  private let secondOfDay: Int64

  /// - Parameter offset: how many seconds the clocks are ahead of UTC.
  init(_ time: Timestamp, offset: Int64) {
    let local = time.seconds + offset
    let days = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
    let date = Timestamp.civil(fromDays: days)
    (year, secondOfDay) = (date.year, local - days * 86_400)
    (month, day) = (Int(date.month), Int(date.day))
    weekday = Int(((days + 4) % 7 + 7) % 7)
  }

  var hour: Int { Int(secondOfDay / 3600) }
  var minute: Int { Int(secondOfDay / 60 % 60) }
  var second: Int { Int(secondOfDay % 60) }
  var restOfDay: Int64 { 86_400 - secondOfDay }
  var restOfHour: Int64 { 3600 - secondOfDay % 3600 }
  var restOfMinute: Int64 { 60 - secondOfDay % 60 }
}
