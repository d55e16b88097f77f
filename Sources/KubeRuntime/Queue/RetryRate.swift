/// How many keys are tried again a second, all together: when everything fails at once, not everything comes back at once.
///
/// A token bucket, as its next arrival in theory (the generic cell rate algorithm): no timer, no count.
public struct RetryRate: Sendable, Hashable {
  /// Default 100 a second.
  public var perSecond: Int
  /// How many may come back at once; default 100.
  public var burst: Int
  private var due: MonotonicInstant?

  public init(perSecond: Int = 100, burst: Int = 100) {
    self.perSecond = max(1, perSecond)
    self.burst = max(1, burst)
  }

  /// Takes the next place.
  ///
  /// - Returns: how long it is until then.
  mutating func delay(at now: MonotonicInstant) -> Duration {
    let pace = Duration.seconds(1) / perSecond
    let next = max(due ?? now, now) + pace
    due = next
    return max(next - now - pace * burst, .zero)
  }
}
