/// The rule that holds in a state: what `status.explanation.rule` says.
public enum RolloutRule: String, Sendable, Hashable, CaseIterable {
  /// The first version starts.
  case starting = "Starting"
  /// The first version is not ready in time.
  case startOverdue = "StartOverdue"
  /// The version that the spec asks for owns all traffic.
  case healthy = "Healthy"
  /// The version that the spec asks for has failed.
  case rejected = "Rejected"
  /// A rollout waits until an earlier revision has stopped.
  case waitingForRetirement = "WaitingForRetirement"
  /// A rollout waits until there are replicas to roll out.
  case scaledToZero = "ScaledToZero"
  /// The user has stopped the rollout.
  case paused = "Paused"
  /// Whole replicas cannot give the weight of the step.
  case weightOutOfReach = "WeightOutOfReach"
  /// The candidate's replicas start.
  case waitingForReplicas = "WaitingForReplicas"
  /// The stable version lacks replicas, so that no traffic can be moved.
  case stableNotReady = "StableNotReady"
  /// The router has not taken the weight yet.
  case waitingForRouter = "WaitingForRouter"
  /// A step waits for a person.
  case held = "Held"
  /// The least time at a step has not passed.
  case dwelling = "Dwelling"
  /// A step collects evidence.
  case collecting = "Collecting"
  /// A step has no data to judge by.
  case noData = "NoData"
  /// The evidence did not suffice in time.
  case inconclusive = "Inconclusive"
  /// The candidate failed, and may not be rolled back without a person.
  case failed = "Failed"
  /// The candidate takes over.
  case promoting = "Promoting"
  /// The traffic returns, as soon as the stable version can carry it.
  case rollingBack = "RollingBack"
}
