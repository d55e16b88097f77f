/// An arm of an A/B test with the revision that it runs.
public struct ArmRevision: Sendable, Hashable {
  /// The name of the arm in `spec.strategy.abTest.arms`.
  public var name: String
  public var revision: String
  /// The URI of its model.
  public var model: String

  public init(name: String, revision: String, model: String) {
    (self.name, self.revision, self.model) = (name, revision, model)
  }
}
