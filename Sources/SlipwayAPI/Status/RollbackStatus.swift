public import KubeCore

/// A return of the traffic to the stable version that is under way.
///
/// The fields are described in `fields`, from which the definition is made.
public struct RollbackStatus: Sendable, Hashable {
  public var outcome: RolloutOutcome = .rolledBack
  public var reason: String = ""
  public var message: String = ""
  public var target: String?
  public var startTime: Timestamp?
  public var deadlineTime: Timestamp?

  public init() {}
}

extension RollbackStatus: FieldObject {
  static let omitsDefaults = false
  static let fields: [Field<RollbackStatus>] = [
    Field(
      "outcome", \.outcome,
      "How the rollout will be entered in the history."),
    Field(
      "reason", \.reason,
      "Why, in one word."
    ) { $0.maxLength = 63 },
    Field(
      "message", \.message,
      "Why, for people."
    ) { $0.maxLength = 1_024 },
    Field(
      "target", \.target,
      "The revision to return to after the stable version, when a person named an older one."
    ) { $0.maxLength = 63 },
    Field(
      "startTime", \.startTime,
      "When it began."),
    Field(
      "deadlineTime", \.deadlineTime,
      "When the traffic is returned even though not all replicas of the stable version are ready."),
  ]
}
