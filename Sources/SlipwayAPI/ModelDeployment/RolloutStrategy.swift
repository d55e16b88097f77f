/// How a new revision takes over from the stable one.
///
/// The fields are described in `fields`, from which the definition is made.
public struct RolloutStrategy: Sendable, Hashable {
  public var type: StrategyType = .canary
  public var canary: CanaryStrategy = CanaryStrategy()

  public init() {}
}

extension RolloutStrategy: FieldObject {
  static let fields: [Field<RolloutStrategy>] = [
    Field(
      "type", \.type,
      "The kind of strategy. `Canary` moves traffic step by step and judges the candidate at each.",
      serverDefault: true),
    Field(
      "canary", \.canary,
      "Settings of the `Canary` strategy."),
  ]
}
