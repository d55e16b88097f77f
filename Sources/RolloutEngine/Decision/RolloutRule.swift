import SlipwayAPI

/// The rule that holds in a state: what `status.explanation.rule` says.
public enum RolloutRule: String, Sendable, Hashable, CaseIterable {
  /// The first version starts.
  case starting = "Starting"
  /// The first version is not ready in time.
  case startOverdue = "StartOverdue"
  /// The version that the spec asks for owns all traffic.
  case healthy = "Healthy"
  /// A promoted version owns all traffic, and is watched.
  case baking = "Baking"
  /// A promoted version has failed, and cannot be taken back without a person.
  case bakeFailed = "BakeFailed"
  /// The version that the spec asks for has failed.
  case rejected = "Rejected"
  /// The version that the spec asks for was judged good as a shadow, and no more was asked for.
  case judged = "Judged"
  /// The version that the spec asks for has lost an A/B test.
  case lostTest = "LostTest"
  /// The spec asks for a version that is no arm of the A/B test.
  case noArm = "NoArm"
  /// The router cannot carry the strategy.
  case unsupported = "Unsupported"
  /// A rollout waits until an earlier revision has stopped.
  case waitingForRetirement = "WaitingForRetirement"
  /// A rollout waits until there are replicas to roll out.
  case scaledToZero = "ScaledToZero"
  /// There is no room for the replicas that a step needs.
  case blocked = "Blocked"
  /// A policy allows no rollout now.
  case windowClosed = "WindowClosed"
  /// Other rollouts come first.
  case queued = "Queued"
  /// A policy asks for the approval of a person.
  case approvalRequired = "ApprovalRequired"
  /// Too many candidates have failed together.
  case fleetHalted = "FleetHalted"
  /// The user has stopped the rollout.
  case paused = "Paused"
  /// Whole replicas cannot give the weight of the step.
  case weightOutOfReach = "WeightOutOfReach"
  /// The candidate's replicas start.
  case waitingForReplicas = "WaitingForReplicas"
  /// The candidate answers the requests that it is warmed up with.
  case warmingUp = "WarmingUp"
  /// The stable version lacks replicas, so that no traffic can be moved.
  case stableNotReady = "StableNotReady"
  /// The router has not taken the weight yet.
  case waitingForRouter = "WaitingForRouter"
  /// Replicas are replaced one after the other.
  case rolling = "Rolling"
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
  /// An A/B test cannot be trusted: requests do not reach the arms in their shares.
  case ratioMismatch = "RatioMismatch"
  /// An A/B test has a winner, and waits for a person.
  case winnerFound = "WinnerFound"
  /// The candidate failed, and may not be rolled back without a person.
  case failed = "Failed"
  /// The candidate takes over.
  case promoting = "Promoting"
  /// The traffic returns, as soon as the stable version can carry it.
  case rollingBack = "RollingBack"

  /// Whether nothing goes on until a person acts.
  public var isStalled: Bool {
    switch self {
    case .startOverdue, .bakeFailed, .rejected, .lostTest, .noArm, .unsupported, .weightOutOfReach, .inconclusive,
      .ratioMismatch, .failed:
      true
    default: false
    }
  }

  /// Whether it is worth an event when it begins to hold: what waits for a person, or for something outside.
  var isAnnounced: Bool {
    switch self {
    case .bakeFailed, .noArm, .unsupported, .blocked, .windowClosed, .queued, .approvalRequired, .fleetHalted,
      .weightOutOfReach, .held, .noData, .inconclusive, .ratioMismatch, .winnerFound, .failed:
      true
    default: false
    }
  }

  init(_ kind: RolloutGate.Kind) {
    self =
      switch kind {
      case .windowClosed: .windowClosed
      case .queued: .queued
      case .approvalRequired: .approvalRequired
      case .fleetHalted: .fleetHalted
      }
  }
}
