public import KubeCore

/// What came of a verb that somebody asked for.
///
/// The fields are described in `fields`, from which the definition is made.
public struct RequestStatus: Sendable, Hashable {
  /// Whether a request was granted.
  public enum State: String, Sendable, Hashable, CaseIterable {
    /// It has been applied.
    case done = "Done"
    /// It cannot be applied, and will not be.
    case refused = "Refused"
  }

  public var id: String = ""
  public var verb: RolloutVerb = .promote
  public var by: String = ""
  public var state: State = .done
  public var message: String = ""
  public var time: Timestamp?

  public init() {}
}

extension RequestStatus.State: FieldChoice {}

extension RequestStatus: FieldObject {
  static let omitsDefaults = false
  static let fields: [Field<RequestStatus>] = [
    Field(
      "id", \.id,
      "The uid of the request."
    ) { $0.maxLength = 63 },
    Field(
      "verb", \.verb,
      "What was asked for."),
    Field(
      "by", \.by,
      "Who asked for it."
    ) { $0.maxLength = 253 },
    Field(
      "state", \.state,
      "Whether it was applied."),
    Field(
      "message", \.message,
      "What was done, or why it was refused."
    ) { $0.maxLength = 1_024 },
    Field(
      "time", \.time,
      "When it was decided."),
  ]
}
