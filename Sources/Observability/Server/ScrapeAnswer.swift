/// Whether somebody may read the metrics.
public enum ScrapeAnswer: Sendable, Hashable {
  case allowed
  /// Nobody knows who asks.
  case unauthenticated
  /// It is known who asks, and they may not.
  case forbidden(user: String)
  /// It could not be found out, for a reason that anybody may see.
  case unknown(reason: String)
}

/// Says whether the sender of a request may read the metrics.
///
/// - Parameter authorization: the request's field of that name.
public typealias ScrapeGuard = @Sendable (_ authorization: String?) async -> ScrapeAnswer
