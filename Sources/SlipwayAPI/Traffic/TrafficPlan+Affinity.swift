extension TrafficPlan {
  /// What keeps a client with one revision.
  public enum Affinity: Sendable, Hashable {
    /// A cookie that the router sets, and that lives this long.
    case cookie(name: String, lifetime: TimeSpan)
    /// The hash of a header, such as the user's name.
    case headerHash(String)
  }
}
