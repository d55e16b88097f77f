public import KubeCore

/// The watch over a revision that was promoted: evidence against it still takes it back.
///
/// The fields are described in `fields`, from which the definition is made.
public struct BakeStatus: Sendable, Hashable {
  public var revision: String = ""
  public var previous: String = ""
  public var previousModel: String = ""
  public var startTime: Timestamp?
  public var deadlineTime: Timestamp?
  public var failure: String?

  public init() {}
}

extension BakeStatus: FieldObject {
  static let omitsDefaults = false
  static let fields: [Field<BakeStatus>] = [
    Field(
      "revision", \.revision,
      "The revision that is watched."
    ) { $0.maxLength = 63 },
    Field(
      "previous", \.previous,
      "The stable version before it, to which the traffic would return."
    ) { $0.maxLength = 63 },
    Field(
      "previousModel", \.previousModel,
      "The URI of its model."
    ) { $0.maxLength = 2_048 },
    Field(
      "startTime", \.startTime,
      "When the watch began."),
    Field(
      "deadlineTime", \.deadlineTime,
      "When it ends."),
    Field(
      "failure", \.failure,
      "What speaks against the revision, when it could not be taken back."
    ) { $0.maxLength = 1_024 },
  ]
}
