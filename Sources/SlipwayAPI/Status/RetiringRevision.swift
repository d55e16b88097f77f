public import KubeCore

/// A revision without traffic whose replicas still finish their requests.
///
/// The fields are described in `fields`, from which the definition is made.
public struct RetiringRevision: Sendable, Hashable {
  public var revision: String = ""
  public var deadlineTime: Timestamp?

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
      "When its replicas are stopped."),
  ]
}

extension RetiringRevision {
  public init(revision: String, deadlineTime: Timestamp) {
    (self.revision, self.deadlineTime) = (revision, deadlineTime)
  }
}
