public import KubeCore

/// Why a deployment is as it is, and what comes next.
///
/// The fields are described in `fields`, from which the definition is made.
public struct ExplanationStatus: Sendable, Hashable {
  public var rule: String = ""
  public var message: String = ""
  public var next: String = ""
  public var nextTime: Timestamp?

  public init() {}
}

extension ExplanationStatus: FieldObject {
  static let omitsDefaults = false
  static let fields: [Field<ExplanationStatus>] = [
    Field(
      "rule", \.rule,
      "The rule that holds, in one word."
    ) { $0.maxLength = 63 },
    Field(
      "message", \.message,
      "The facts that it rests on."
    ) { $0.maxLength = 1_024 },
    Field(
      "next", \.next,
      "What comes next, and on what it waits."
    ) { $0.maxLength = 1_024 },
    Field(
      "nextTime", \.nextTime,
      "When that is at the latest, if a deadline is set."),
  ]
}
