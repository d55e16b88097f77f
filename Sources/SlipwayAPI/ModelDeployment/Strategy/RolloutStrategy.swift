/// How a new revision takes over from the stable one.
///
/// The fields are described in `fields`, from which the definition is made.
public struct RolloutStrategy: Sendable, Hashable {
  public var type: StrategyType = .canary
  public var canary: CanaryStrategy = CanaryStrategy()
  public var blueGreen: BlueGreenStrategy = BlueGreenStrategy()
  public var shadow: ShadowStrategy = ShadowStrategy()
  public var abTest: ABTestStrategy = ABTestStrategy()
  public var rollingUpdate: RollingUpdateStrategy = RollingUpdateStrategy()
  public var progressDeadline: TimeSpan = .minutes(10)

  public init() {}
}

extension RolloutStrategy: FieldObject {
  static let fields: [Field<RolloutStrategy>] = [
    Field(
      "type", \.type,
      """
      The kind of strategy. `Canary` moves traffic step by step and judges the candidate at each. `BlueGreen` starts the \
      candidate whole, without traffic, and then gives it all at once. `Shadow` gives it copies of requests. `ABTest` \
      compares several arms until one is best. `RollingUpdate` replaces replica by replica and judges nothing. The first \
      version of a deployment needs no strategy.
      """,
      serverDefault: true),
    Field(
      "canary", \.canary,
      "Settings of the `Canary` strategy."),
    Field(
      "blueGreen", \.blueGreen,
      "Settings of the `BlueGreen` strategy."),
    Field(
      "shadow", \.shadow,
      "Settings of the `Shadow` strategy."),
    Field(
      "abTest", \.abTest,
      "Settings of the `ABTest` strategy."),
    Field(
      "rollingUpdate", \.rollingUpdate,
      "Settings of the `RollingUpdate` strategy."),
    Field(
      "progressDeadline", \.progressDeadline,
      """
      How long the replicas that a step needs may take to become ready. When it has passed, the candidate \
      is rolled back.
      """
    ) { $0.rules = [.second] },
  ]
}
