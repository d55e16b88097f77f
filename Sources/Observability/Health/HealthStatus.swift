/// What a health check says.
public enum HealthStatus: Sendable, Equatable {
  case passing
  /// Not passing, with the reason for people; it is served to anyone who asks, so it holds no secrets.
  case failing(reason: String)
}
