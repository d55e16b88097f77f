/// What happens when a candidate fails.
///
/// The fields are described in `fields`, from which the definition is made.
public struct RollbackSettings: Sendable, Hashable {
  public var automatic: Bool = true

  public init() {}
}

extension RollbackSettings: FieldObject {
  static let fields: [Field<RollbackSettings>] = [
    Field(
      "automatic", \.automatic,
      """
      Whether a failed candidate is rolled back at once. Otherwise the rollout stops where it is and waits \
      for a person.
      """)
  ]
}
