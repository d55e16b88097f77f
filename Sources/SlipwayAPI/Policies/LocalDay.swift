import KubeCore

/// A day of the calendar, on some clock.
struct LocalDay: Sendable, Hashable {
  let month: Int
  let day: Int
  /// 0 is Sunday.
  let weekday: Int

  /// - Parameter number: days since 1970-01-01, which was a Thursday.
  init(number: Int64) {
    let date = Timestamp.civil(fromDays: number)
    (month, day) = (Int(date.month), Int(date.day))
    weekday = Int(((number + 4) % 7 + 7) % 7)
  }
}
