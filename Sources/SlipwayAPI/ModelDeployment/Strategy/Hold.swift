/// A wait for approval.
///
/// It has no settings yet.
public struct Hold: Sendable, Hashable, FieldObject {
  static let fields: [Field<Hold>] = []

  public init() {}
}
