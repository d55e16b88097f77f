/// How several arms are compared with the stable version, each with clients of its own.
///
/// The fields are described in `fields`, from which the definition is made.
public struct ABTestStrategy: Sendable, Hashable {
  public var arms: [TestArm] = []
  public var ramp: [BasisPoints] = []
  public var minimumTime: TimeSpan?
  public var onWinner: WinnerPolicy = .hold

  public init() {}
}

extension ABTestStrategy: FieldObject {
  static let fields: [Field<ABTestStrategy>] = [
    Field(
      "arms", \.arms,
      """
      The arms beside the stable version, which gets the rest of the traffic. The test runs while an arm is neither the \
      stable version nor has lost before.
      """
    ) { $0 = .array(of: TestArm.schema, maxCount: 8, listType: .map(key: "name")) },
    Field(
      "ramp", \.ramp,
      """
      Shares of the weights of the arms that are given one after the other before the test proper, such as `10%` and \
      `50%`. A client that meets an arm stays with it.
      """
    ) { $0.maxCount = 16 },
    Field(
      "for", \.minimumTime,
      "The least time of the test proper, and of each step of the ramp. The dwell time of the analysis when absent."),
    Field(
      "onWinner", \.onWinner,
      "What happens when the evidence names a winner."),
  ]
}
