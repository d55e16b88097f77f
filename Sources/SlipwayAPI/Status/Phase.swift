/// Where a deployment stands, in one word for people.
///
/// Programs read the conditions.
public enum Phase: String, Sendable, Hashable, CaseIterable {
  /// The first version is starting.
  case pending = "Pending"
  /// The version that the spec asks for owns all traffic.
  case healthy = "Healthy"
  /// A rollout may not begin yet: a policy, capacity or the spec itself stands in the way.
  case waiting = "Waiting"
  /// A candidate is on trial.
  case progressing = "Progressing"
  /// A rollout waits for a person or for evidence.
  case held = "Held"
  /// A rollout has been stopped by the user.
  case paused = "Paused"
  /// The candidate passed and takes over.
  case promoting = "Promoting"
  /// The promoted version owns all traffic, and evidence against it can still take it back.
  case baking = "Baking"
  /// Traffic returns to the stable version.
  case rollingBack = "RollingBack"
  /// The version that the spec asks for failed; the stable version owns all traffic.
  case rolledBack = "RolledBack"
  /// The spec breaks a rule; what ran keeps running.
  case invalid = "Invalid"
}

extension Phase: FieldChoice {}
