/// What a shard needs of those who act on its keys.
struct ShardWork: Sendable {
  /// Waits until nothing is being done with the keys that are not to be kept.
  var drain: @Sendable (_ keeps: @escaping @Sendable (String) -> Bool) async -> Void
  /// Called when keys may have become ours that were not.
  var gained: @Sendable () -> Void
}
