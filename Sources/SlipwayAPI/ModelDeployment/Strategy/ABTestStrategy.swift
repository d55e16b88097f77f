/// How several arms are compared with the stable version, each with clients of its own.
///
/// The fields are described in `fields`, from which the definition is made.
public struct ABTestStrategy: Sendable, Hashable {
  public var arms: [TestArm] = []
  public var ramp: [BasisPoints] = []
  public var minimumTime: TimeSpan?
  public var metric: String?
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
    ) {
      $0.maxCount = 16
      $0.element[0].rules = [.share]
    },
    Field(
      "for", \.minimumTime,
      "The least time of the test proper, and of each step of the ramp. The dwell time of the analysis when absent."),
    Field(
      "metric", \.metric,
      """
      The metric of the analysis by which the winner is found: one of `accuracy`, `ratio`, `mean` or `errorRate`. When absent, \
      the first one of them in that order. The others must be within their margins.
      """
    ) { ($0.minLength, $0.maxLength) = (1, 63) },
    Field(
      "onWinner", \.onWinner,
      "What happens when the evidence names a winner."),
  ]
}

extension ABTestStrategy {
  /// The metric by which the winner is found; `nil` when the one that is named cannot find one, or none can.
  public func deciding(among metrics: [AnalysisMetric]) -> AnalysisMetric? {
    if let metric {
      return metrics.first { named in named.name == metric && Self.deciding.contains { named.kind == $0 } }
    }
    return Self.deciding.lazy.compactMap { kind in metrics.first { $0.kind == kind } }.first
  }

  /// The kinds that say which version is better, and not only whether one is bad enough to be taken back.
  private static let deciding: [MetricKind] = [.accuracy, .ratio, .mean, .errorRate]
}
