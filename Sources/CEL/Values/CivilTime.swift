/// A time as calendars and clocks show it, in the proleptic Gregorian calendar.
struct CivilTime {
  let year: Int64
  let month: Int64
  let day: Int64
  let hour: Int64
  let minute: Int64
  let second: Int64
  /// 0 is Sunday.
  let dayOfWeek: Int64
  /// From 0.
  let dayOfYear: Int64

  /// - Parameter seconds: since 1970-01-01T00:00:00 of the place whose time is wanted.
  init(seconds: Int64) {
    let days = Self.floor(seconds, 86_400)
    let rest = seconds - days * 86_400
    hour = rest / 3600
    minute = rest / 60 % 60
    second = rest % 60
    // Eras of 400 years that start on 1 March.
    let shiftedDays = days + 719_468
    let era = Self.floor(shiftedDays, 146_097)
    let dayOfEra = shiftedDays - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let marchDay = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * marchDay + 2) / 153
    month = shifted < 10 ? shifted + 3 : shifted - 9
    day = marchDay - (153 * shifted + 2) / 5 + 1
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    dayOfWeek = (days % 7 + 11) % 7
    dayOfYear = days - Self.days(fromCivil: year, 1, 1)
  }

  /// Days from 1970-01-01 to a date.
  static func days(fromCivil year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = floor(shiftedYear, 400)
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  static func days(in month: Int64, of year: Int64) -> Int64 {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func floor(_ number: Int64, _ divisor: Int64) -> Int64 {
    let quotient = number / divisor
    return number % divisor < 0 ? quotient - 1 : quotient
  }
}
