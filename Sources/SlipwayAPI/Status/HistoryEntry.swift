public import KubeCore

/// A rollout that has ended.
///
/// The fields are described in `fields`, from which the definition is made.
public struct HistoryEntry: Sendable, Hashable {
  public var revision: String = ""
  public var outcome: RolloutOutcome = .promoted
  public var reason: String = ""
  public var message: String = ""
  public var startTime: Timestamp?
  public var endTime: Timestamp?

  public init() {}
}

extension HistoryEntry: FieldObject {
  static let omitsDefaults = false
  static let fields: [Field<HistoryEntry>] = [
    Field(
      "revision", \.revision,
      "The revision that was rolled out."
    ) { $0.maxLength = 63 },
    Field(
      "outcome", \.outcome,
      "How it ended."),
    Field(
      "reason", \.reason,
      "Why, in one word."
    ) { $0.maxLength = 63 },
    Field(
      "message", \.message,
      "Why, for people."
    ) { $0.maxLength = 1_024 },
    Field(
      "startTime", \.startTime,
      "When it began."),
    Field(
      "endTime", \.endTime,
      "When it ended."),
  ]
}
