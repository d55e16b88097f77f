public import KubeCore

/// What came of a request.
///
/// The fields are described in `fields`, from which the definition is made.
public struct RolloutRequestStatus: Sendable, Hashable {
  /// Whether a request was granted.
  public enum State: String, Sendable, Hashable, CaseIterable {
    /// Nobody has decided yet.
    case pending = "Pending"
    /// It has been applied.
    case done = "Done"
    /// It cannot be applied, and will not be.
    case refused = "Refused"
  }

  public var state: State = .pending
  public var message: String = ""
  public var decidedTime: Timestamp?

  public init() {}

  /// What a rollout has answered.
  public init(_ answer: RequestStatus) {
    state = answer.state == .done ? .done : .refused
    (message, decidedTime) = (answer.message, answer.time)
  }

  /// Reads a status; what does not fit is left out.
  public init(json: JSONValue) {
    var reader = FieldReader(path: "status")
    self = Self.read(json, &reader) ?? Self()
  }

  /// The status as it is written to the API server.
  public var json: JSONValue { .object(members) }
}

extension RolloutRequestStatus.State: FieldChoice {}

extension RolloutRequestStatus: FieldObject {
  static let omitsDefaults = false
  static let fields: [Field<RolloutRequestStatus>] = [
    Field(
      "state", \.state,
      "Whether the request was applied."),
    Field(
      "message", \.message,
      "What was done, or why it was refused."
    ) { $0.maxLength = 1_024 },
    Field(
      "decidedTime", \.decidedTime,
      "When it was decided. A day later the request is deleted."),
  ]
}
