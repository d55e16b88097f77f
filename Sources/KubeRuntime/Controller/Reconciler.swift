/// Brings the world closer to what the object of a key asks for.
public protocol Reconciler<Key>: Sendable {
  associatedtype Key: Hashable & Sendable

  /// Looks at one key afresh. Never runs twice at the same time for one key.
  ///
  /// Being called says only that something may have changed, not what. When its task is cancelled, because the time
  /// limit has passed or the program ends, it should return soon.
  func reconcile(_ key: Key) async -> ReconcileOutcome

  /// A key that was to be worked on is another replica's: what was kept for it here is out of date when it comes back.
  func release(_ key: Key)
}

extension Reconciler {
  public func release(_ key: Key) {}
}
