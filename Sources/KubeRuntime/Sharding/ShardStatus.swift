/// Who shares the keys, at one moment.
public struct ShardStatus: Sendable, Hashable {
  /// The members that are there, sorted; this process among them.
  public var members: [String]
  /// Whether all members agree on that, so that each key has its owner.
  public var isSettled: Bool
  /// Whether this process may write: its lease has been renewed in time.
  public var isValid: Bool
}
