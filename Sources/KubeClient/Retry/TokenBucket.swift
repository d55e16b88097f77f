/// A supply that is used up one by one and fills again with time.
struct TokenBucket: Sendable {
  private let capacity: Double
  private let perSecond: Double
  private var tokens: Double
  private var filledAt: Duration?

  init(capacity: Int, perSecond: Double) {
    self.capacity = Double(max(0, capacity))
    self.perSecond = max(0, perSecond)
    tokens = self.capacity
  }

  /// Takes one token, if there is one.
  ///
  /// - Parameter now: the time on a clock that does not go back.
  mutating func take(at now: Duration) -> Bool {
    let passed = max(.zero, now - (filledAt ?? now)) / .seconds(1)
    filledAt = now
    tokens = min(capacity, tokens + passed * perSecond)
    guard tokens >= 1 else { return false }
    tokens -= 1
    return true
  }
}
