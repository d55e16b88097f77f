public import KubeCore

/// How far the clocks of a time zone are ahead of UTC at a time, in seconds.
public typealias ZoneOffset = (Timestamp) -> Int64

extension RolloutWindow {
  /// The longest look ahead: more than the four years between two 29ths of February.
  private static let horizon: Int64 = 5 * 366 * 86_400

  /// When the window that is open at a time closes; `nil` when none is open.
  ///
  /// A schedule means the clocks of its zone: what they skip does not open, what they show twice opens twice.
  public func closingTime(at now: Timestamp, _ offset: ZoneOffset) -> Timestamp? {
    let length = self.length.milliseconds / 1_000
    let minute = now.seconds - ((now.seconds % 60) + 60) % 60
    var start = minute
    while start > now.seconds - length {
      if opens(at: start, offset) { return Timestamp(seconds: start + length) }
      start -= 60
    }
    return nil
  }

  /// When it opens next; `nil` when it never does.
  public func openingTime(after now: Timestamp, _ offset: ZoneOffset) -> Timestamp? {
    var time = now.seconds - ((now.seconds % 60) + 60) % 60 + 60
    let end = now.seconds + Self.horizon
    while time < end {
      let local = time + offset(Timestamp(seconds: time))
      let (day, second) = local.flooredDivision(by: 86_400)
      guard schedule.includes(LocalDay(number: day)) else {
        // To the next day; not further than its first hour could have moved.
        time += max(60, 86_400 - second - 3_600)
        continue
      }
      if schedule.includes(minuteOfDay: Int(second / 60)) { return Timestamp(seconds: time) }
      time += 60
    }
    return nil
  }

  private func opens(at time: Int64, _ offset: ZoneOffset) -> Bool {
    let (day, second) = (time + offset(Timestamp(seconds: time))).flooredDivision(by: 86_400)
    return schedule.includes(minuteOfDay: Int(second / 60)) && schedule.includes(LocalDay(number: day))
  }
}

extension Int64 {
  fileprivate func flooredDivision(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
