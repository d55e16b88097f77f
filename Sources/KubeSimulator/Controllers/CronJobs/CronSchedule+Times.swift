import KubeCore

extension CronSchedule {
  /// How many years ahead a time is looked for.
  private static let reach: Int64 = 5

  /// The first time after another one at which it is due.
  ///
  /// An hour that a change of the clocks leaves out is passed over, and one that comes twice counts twice.
  ///
  /// - Parameter zone: how many seconds the clocks are ahead of UTC at a time.
  /// - Returns: `nil` when there is none within five years, as for 31 February.
  func next(after time: Timestamp, zone: (Timestamp) -> Int64) -> Timestamp? {
    switch form {
    case .every(let seconds): return Timestamp(seconds: time.seconds &+ seconds)
    case .fields(let fields):
      guard fields.count == 5 else { return nil }
      var next = Timestamp(seconds: time.seconds &+ 1)
      let limit = Clock(next, zone).year + Self.reach
      while true {
        let clock = Clock(next, zone)
        guard clock.year <= limit else { return nil }
        guard let wait = wait(fields, clock) else { return next }
        next.seconds += wait
        // A day on which the clocks are put back is longer.
        let hour = Clock(next, zone).hour
        if wait == clock.restOfDay, hour > 12 { next.seconds += Int64(24 - hour) * 3600 }
      }
    }
  }

  /// How many seconds to go on to the next minute, hour or day, if this moment is not one of those that are due.
  private func wait(_ fields: [Field], _ clock: Clock) -> Int64? {
    if !fields[3].values.contains(clock.month) || !isDay(fields, clock) { return clock.restOfDay }
    if !fields[1].values.contains(clock.hour) { return clock.restOfHour }
    if !fields[0].values.contains(clock.minute) || clock.second != 0 { return clock.restOfMinute }
    return nil
  }

  /// Days of the month and of the week are both meant where both are given.
  private func isDay(_ fields: [Field], _ clock: Clock) -> Bool {
    let byDate = fields[2].values.contains(clock.day)
    let byWeekday = fields[4].values.contains(clock.weekday)
    return fields[2].isOpen || fields[4].isOpen ? byDate && byWeekday : byDate || byWeekday
  }

  /// What the clocks of a zone show.
  private struct Clock {
    let year: Int64
    let (month, day, weekday): (Int, Int, Int)
    private let secondOfDay: Int64

    init(_ time: Timestamp, _ zone: (Timestamp) -> Int64) {
      let local = time.seconds + zone(time)
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
}
