import KubeCore

/// Points in time that come again, as five fields of `crontab`: minute, hour, day of the month, month, day of the week.
///
/// A field is `*`, or a list of numbers, names and ranges with an optional step. As in `crontab`, a day counts when either
/// of the two fields for days names it, if neither is `*`.
public struct CronSchedule: Sendable, Hashable {
  public let text: String
  private let minutes: Set<Int>
  private let hours: Set<Int>
  private let days: Set<Int>
  private let months: Set<Int>
  /// 0 is Sunday.
  private let weekdays: Set<Int>
  private let anyDay: Bool
  private let anyWeekday: Bool

  /// Every day at midnight.
  static let daily: CronSchedule = CronSchedule()

  private init() {
    text = "0 0 * * *"
    (minutes, hours, days) = ([0], [0], Set(1...31))
    (months, weekdays, anyDay, anyWeekday) = (Set(1...12), Set(0...6), true, true)
  }

  public init?(_ text: String) {
    let fields = text.split(separator: " ")
    guard fields.count == 5, let minutes = CronField.parse(fields[0], 0...59),
      let hours = CronField.parse(fields[1], 0...23), let days = CronField.parse(fields[2], 1...31),
      let months = CronField.parse(fields[3], 1...12, names: CronField.months),
      let weekdays = CronField.parse(fields[4], 0...7, names: CronField.weekdays)
    else { return nil }
    (self.text, self.minutes, self.hours, self.days, self.months) = (text, minutes, hours, days, months)
    // Both 0 and 7 are Sunday.
    self.weekdays = Set(weekdays.map { $0 % 7 })
    (anyDay, anyWeekday) = (fields[2] == "*", fields[4] == "*")
  }

  /// Whether a local day is named.
  func includes(_ day: LocalDay) -> Bool {
    guard months.contains(day.month) else { return false }
    let (isDay, isWeekday) = (days.contains(day.day), weekdays.contains(day.weekday))
    return anyDay || anyWeekday ? isDay && isWeekday : isDay || isWeekday
  }

  /// Whether a minute of a day is named.
  func includes(minuteOfDay minute: Int) -> Bool { hours.contains(minute / 60) && minutes.contains(minute % 60) }
}

extension CronSchedule: FieldValue {
  static var schema: Schema { .string(maxLength: 128, minLength: 9) }

  static func read(_ value: JSONValue, _ reader: inout FieldReader) -> CronSchedule? {
    guard let schedule = value.string.flatMap({ CronSchedule($0) }) else {
      reader.reject(value, "must be five fields as in `crontab`, such as \"0 9 * * MON-THU\"")
      return nil
    }
    return schedule
  }

  var written: JSONValue? { .string(text) }
}
