/// How a resource version in a request is meant.
public enum ResourceVersionMatch: String, Sendable, Hashable {
  /// The state at exactly this version.
  case exact = "Exact"
  /// The state at this version or any later one.
  case notOlderThan = "NotOlderThan"
}
