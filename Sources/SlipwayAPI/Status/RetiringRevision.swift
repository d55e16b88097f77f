public import KubeCore

/// A revision without traffic whose replicas still finish their requests.
///
/// The fields are described in `fields`, from which the definition is made.
public struct RetiringRevision: Sendable, Hashable {
  public var revision: String = ""
  public var deadlineTime: Timestamp?
  public var warmTime: Timestamp?

  public init() {}
}

extension RetiringRevision: FieldObject {
  static let omitsDefaults = false
  static let fields: [Field<RetiringRevision>] = [
    Field(
      "revision", \.revision,
      "The name of the revision."
    ) { $0.maxLength = 63 },
    Field(
      "deadlineTime", \.deadlineTime,
      "When its replicas may be stopped: its last requests have had their time."),
    Field(
      "warmTime", \.warmTime,
      "Until when they are kept all the same, so that a return to it is instant."),
  ]
}

extension RetiringRevision {
  public init(revision: String, deadlineTime: Timestamp, warmTime: Timestamp? = nil) {
    (self.revision, self.deadlineTime, self.warmTime) = (revision, deadlineTime, warmTime)
  }
}
