public import KubeClient

/// Whether a controller does its work, at one moment.
public struct ControllerHealth<Key: Hashable & Sendable>: Sendable {
  /// The kinds of which no complete list has come yet; workers wait for them.
  public var unsynced: [String]
  /// What keeps the stores of some kinds from being current, by kind.
  public var interruptions: [String: KubeError]
  /// The key that has been worked on for the longest.
  public var oldestInFlight: WorkLease<Key>?
  /// Since when the key that has waited for the longest could have been worked on; `nil` when none waits.
  public var oldestReady: MonotonicInstant?
  /// When a reconcile last ended; `nil` when none has.
  public var lastEnd: MonotonicInstant?
  /// The moment of this report.
  public var now: MonotonicInstant

  /// Whether all stores hold a complete list.
  public var isSynced: Bool { unsynced.isEmpty }

  /// For how long no reconcile has ended although there was work; zero when there is none.
  ///
  /// Keys that wait for the first complete list do not count: ``unsynced`` tells of those.
  public var withoutProgress: Duration {
    guard isSynced, let workSince = [oldestInFlight?.since, oldestReady].compactMap({ $0 }).min() else { return .zero }
    return max(now - max(workSince, lastEnd ?? workSince), .zero)
  }

  /// Whether no reconcile has ended for a while although there was work, or one has been going on for longer than it
  /// may, cancellation included: workers are lost.
  public func isStalled(limit: Duration) -> Bool {
    withoutProgress > limit || oldestInFlight.map { now - $0.since > limit } ?? false
  }
}
