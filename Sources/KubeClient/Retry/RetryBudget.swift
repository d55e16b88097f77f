import Synchronization

/// What many requests may spend together on being repeated.
public final class RetryBudget: Sendable {
  private let bucket: Mutex<TokenBucket>

  /// - Parameters:
  ///   - capacity: how many repetitions may happen at once.
  ///   - perSecond: how many more become possible with each second, up to the capacity.
  public init(capacity: Int, perSecond: Double) {
    bucket = Mutex(TokenBucket(capacity: capacity, perSecond: perSecond))
  }

  /// Takes the cost of one repetition, if it can be had.
  func take(at now: Duration) -> Bool { bucket.withLock { $0.take(at: now) } }
}
