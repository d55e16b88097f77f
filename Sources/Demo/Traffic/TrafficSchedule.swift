import KubeCore
import KubeRuntime

/// When which row is sent: Poisson arrivals and rows at random, all from one seed.
struct TrafficSchedule: Sendable {
  private var random: SplitMix64
  private var next: MonotonicInstant
  private var sent = 0
  private let rate: Double
  private let rows: Int

  init(seed: UInt64, rate: Double, rows: Int, start: MonotonicInstant) {
    random = SplitMix64(seed: seed)
    self.rate = rate
    self.rows = rows
    next = start
  }

  /// The next request: its number, its row and its time. A time that has passed is not caught up with: a machine that
  /// is too slow for the rate gets a lower one.
  mutating func take(now: MonotonicInstant) -> (number: Int, row: Int, time: MonotonicInstant) {
    let uniform = Double(random.next() >> 11) / 9_007_199_254_740_992
    next = max(next, now + .milliseconds(-500)) + .seconds(ExponentialWait.inMeans(uniform: uniform) / rate)
    sent += 1
    return (sent, Int(random.next() % UInt64(max(1, rows))), next)
  }
}
