/// What happens when a candidate fails, and how long the way back stays open.
///
/// The fields are described in `fields`, from which the definition is made.
public struct RollbackSettings: Sendable, Hashable {
  public var automatic: Bool = true
  public var keepWarm: TimeSpan?
  public var bake: TimeSpan = .seconds(0)

  public init() {}
}

extension RollbackSettings: FieldObject {
  static let fields: [Field<RollbackSettings>] = [
    Field(
      "automatic", \.automatic,
      """
      Whether a failed candidate is rolled back at once. Otherwise the rollout stops where it is and waits \
      for a person.
      """),
    Field(
      "keepWarm", \.keepWarm,
      """
      How long the version before keeps its replicas after a promotion, so that a return to it is instant. As long as \
      `bake` when absent. With the `service` router the next rollout ends it early.
      """),
    Field(
      "bake", \.bake,
      """
      How long a promoted revision is watched: evidence against it, such as labels that come late, takes it back to the \
      version before.
      """),
  ]
}
