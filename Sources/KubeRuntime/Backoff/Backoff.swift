/// How long to wait before the next try: doubling from try to try, up to a limit, less a random share.
public struct Backoff: Sendable, Hashable {
  public var initial: Duration
  public var maximum: Duration
  /// The share of a delay that is left to chance, from 0 (none) to 1 ("full jitter").
  public var jitter: Double

  public init(initial: Duration, maximum: Duration, jitter: Double) {
    self.initial = initial
    self.maximum = maximum
    self.jitter = min(max(jitter, 0), 1)
  }

  /// 0.8 s to 30 s with full jitter, as client-go's reflectors wait between lists and watches.
  public static let watch = Backoff(initial: .milliseconds(800), maximum: .seconds(30), jitter: 1)

  /// 50 ms to 5 min, half of it jitter: between the tries of one key.
  public static let reconcile = Backoff(initial: .milliseconds(50), maximum: .seconds(300), jitter: 0.5)

  /// The longest delay after a number of failures in a row, before jitter.
  public func bound(afterFailures failures: Int) -> Duration {
    var bound = min(initial, maximum)
    for _ in 1..<max(1, min(failures, 64)) where bound < maximum { bound = min(bound * 2, maximum) }
    return bound
  }

  /// The delay after a number of failures in a row, at least 1.
  public func delay(afterFailures failures: Int, using generator: inout some RandomNumberGenerator) -> Duration {
    let bound = bound(afterFailures: failures)
    return bound - bound * (jitter * Double.random(in: 0..<1, using: &generator))
  }
}
