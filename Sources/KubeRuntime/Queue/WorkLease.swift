/// A key that a worker has taken from a queue. Nobody else gets the key until the lease is finished.
public struct WorkLease<Key: Hashable & Sendable>: Sendable, Hashable {
  public let key: Key
  public let priority: QueuePriority
  /// When it was taken.
  public let since: MonotonicInstant
  /// How long the key had been ready by then.
  public let waited: Duration
  /// How often in a row the key has failed before.
  public let failures: Int
  /// Tells this lease from others of the same key.
  let number: UInt64
}

/// What becomes of a key that has been worked on.
public enum WorkResult: Sendable, Hashable {
  /// Nothing more to do; failures are forgotten.
  case done
  /// To be taken again after a while; failures are forgotten.
  case again(after: Duration)
  /// To be taken again after a delay that grows with each failure, and not sooner than `after`.
  case retry(after: Duration = .zero)
}
