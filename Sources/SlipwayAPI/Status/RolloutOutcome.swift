/// How a rollout ended.
public enum RolloutOutcome: String, Sendable, Hashable, CaseIterable {
  /// The candidate became the stable version.
  case promoted = "Promoted"
  /// The candidate failed, and is not tried again.
  case rolledBack = "RolledBack"
  /// The candidate was judged good as a shadow, which was all that was asked for.
  case judged = "Judged"
  /// The spec asked for yet another revision first.
  case superseded = "Superseded"
  /// The spec asked for the stable version again.
  case cancelled = "Cancelled"
}

extension RolloutOutcome: FieldChoice {}
