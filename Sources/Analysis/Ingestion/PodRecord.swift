/// What is remembered of one pod between scrapes.
struct PodRecord: Sendable, Codable, Equatable {
  var reading: Counters
  var time: Double
  /// What was counted from `accountedTo` to `time`, after the last grid time.
  var pending: Counters
  var accountedTo: Double
  /// From when on its latencies count.
  var warmFrom: Double

  /// A pod that is seen for the first time: from here on it counts.
  init(_ reading: Counters, at time: Double, warmFrom: Double) {
    self.reading = reading
    self.time = time
    pending = .none
    accountedTo = time
    self.warmFrom = warmFrom
  }

  /// A pod whose whole life is to be counted.
  init(_ reading: Counters, at time: Double, startedAt start: Double, warmUp: Double) {
    self.init(reading, at: time, warmFrom: start + warmUp)
    pending = reading
    // Its latencies up to now are those of a cold start.
    if warmUp > 0 { pending.latency = nil }
    accountedTo = min(start, time)
  }

  /// Takes the next reading; what was pending and what is new become one interval.
  mutating func take(_ next: Counters, at nextTime: Double, warmUp: Double) {
    var (growth, restarted) = next.increase(since: reading)
    if restarted { warmFrom = nextTime + warmUp }
    if time < warmFrom { growth.latency = nil }
    pending.add(growth)
    if restarted { reading = next } else { reading.follow(next) }
    time = nextTime
  }

  /// What was counted up to a grid time, by linear interpolation.
  mutating func settle(to grid: Double) -> Counters {
    let length = time - accountedTo
    let share = length > 0 ? (grid - accountedTo) / length : 1
    let (part, rest) = pending.split(share)
    pending = rest
    accountedTo = min(max(grid, accountedTo), time)
    return part
  }
}
