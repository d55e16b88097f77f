public import KubeCore
public import SlipwayAPI

/// What to do now, and what to remember.
public struct RolloutDecision: Sendable, Hashable {
  /// The status to write: next time's memory.
  public var status: ModelDeploymentStatus
  /// What the cluster should look like.
  public var plan: RolloutPlan
  /// What happened, to be recorded once: a decision on the same input with this status yields none.
  public var events: [RolloutEvent]
  /// What came of the requests among the inputs, in their order; the same again when the decision is made again.
  ///
  /// One that is not among them has to wait for the next decision.
  public var requests: [RequestStatus] = []
  /// When to decide again even if nothing is seen to change; `nil` when only a change matters.
  public var requeueTime: Timestamp?

  /// Why, and what comes next.
  ///
  /// The same as in the status.
  public var explanation: ExplanationStatus { status.explanation ?? ExplanationStatus() }
}
