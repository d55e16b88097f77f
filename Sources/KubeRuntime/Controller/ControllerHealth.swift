public import KubeClient

/// Whether a controller does its work, at one moment.
public struct ControllerHealth<Key: Hashable & Sendable>: Sendable {
  /// The kinds of which no complete list has come yet; workers wait for them.
  public var unsynced: [String]
  /// What keeps the stores of some kinds from being current, by kind.
  public var interruptions: [String: KubeError]
  /// The key that has been worked on for the longest.
  public var oldestInFlight: WorkLease<Key>?
  /// The moment of this report.
  public var now: MonotonicInstant

  /// Whether a reconcile has been going on for longer than it may, cancellation included: a worker is lost.
  public func isStalled(limit: Duration) -> Bool {
    oldestInFlight.map { now - $0.since > limit } ?? false
  }
}
