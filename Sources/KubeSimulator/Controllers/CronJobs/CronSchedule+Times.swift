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
      let limit = ZoneClock(next, offset: zone(next)).year + Self.reach
      while true {
        let clock = ZoneClock(next, offset: zone(next))
        guard clock.year <= limit else { return nil }
        guard let wait = wait(fields, clock) else { return next }
        next.seconds += wait
        // A day on which the clocks are put back is longer.
        let hour = ZoneClock(next, offset: zone(next)).hour
        if wait == clock.restOfDay, hour > 12 { next.seconds += Int64(24 - hour) * 3600 }
      }
    }
  }

  /// How many seconds to go on to the next minute, hour or day, if this moment is not one of those that are due.
  private func wait(_ fields: [Field], _ clock: ZoneClock) -> Int64? {
    if !fields[3].values.contains(clock.month) || !isDay(fields, clock) { return clock.restOfDay }
    if !fields[1].values.contains(clock.hour) { return clock.restOfHour }
    if !fields[0].values.contains(clock.minute) || clock.second != 0 { return clock.restOfMinute }
    return nil
  }

  /// Days of the month and of the week are both meant where both are given.
  private func isDay(_ fields: [Field], _ clock: ZoneClock) -> Bool {
    let byDate = fields[2].values.contains(clock.day)
    let byWeekday = fields[4].values.contains(clock.weekday)
    return fields[2].isOpen || fields[4].isOpen ? byDate && byWeekday : byDate || byWeekday
  }
}
