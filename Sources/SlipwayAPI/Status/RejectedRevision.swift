public import KubeCore

/// A revision that failed, lost or was only to be judged, and is not tried again by itself.
///
/// The fields are described in `fields`, from which the definition is made.
public struct RejectedRevision: Sendable, Hashable {
  public var revision: String = ""
  public var outcome: RolloutOutcome = .rolledBack
  public var reason: String = ""
  public var message: String = ""
  public var time: Timestamp?

  public init() {}
}

extension RejectedRevision: FieldObject {
  static let omitsDefaults = false
  static let fields: [Field<RejectedRevision>] = [
    Field(
      "revision", \.revision,
      "The name of the revision."
    ) { $0.maxLength = 63 },
    Field(
      "outcome", \.outcome,
      "How its rollout ended. One that was judged as a shadow can still be rolled out by another strategy."),
    Field(
      "reason", \.reason,
      "Why it failed, in one word."
    ) { $0.maxLength = 63 },
    Field(
      "message", \.message,
      "Why it failed, for people."
    ) { $0.maxLength = 1_024 },
    Field(
      "time", \.time,
      "When it failed."),
  ]
}
