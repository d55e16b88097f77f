/// One comparison of the candidate with the stable version.
///
/// Exactly one kind is set.
///
/// The fields are described in `fields`, from which the definition is made.
public struct AnalysisMetric: Sendable, Hashable {
  public var name: String = ""
  public var errorRate: ErrorRateCriterion?
  public var latency: LatencyCriterion?
  public var accuracy: AccuracyCriterion?

  public init() {}
}

extension AnalysisMetric: FieldObject {
  static let fields: [Field<AnalysisMetric>] = [
    Field(
      "name", \.name,
      "The name of the metric in status, events and messages.",
      required: true
    ) { ($0.minLength, $0.maxLength) = (1, 63) },
    Field(
      "errorRate", \.errorRate,
      "Compares the shares of requests that failed."),
    Field(
      "latency", \.latency,
      "Compares how long answers take."),
    Field(
      "accuracy", \.accuracy,
      "Compares the shares of answers that labels prove right."),
  ]
}

extension AnalysisMetric {
  /// What is compared when a deployment does not say: errors and latency.
  public static let standard = [
    AnalysisMetric(name: "errors", errorRate: ErrorRateCriterion()),
    AnalysisMetric(name: "latency", latency: LatencyCriterion()),
  ]

  public init(
    name: String, errorRate: ErrorRateCriterion? = nil, latency: LatencyCriterion? = nil,
    accuracy: AccuracyCriterion? = nil
  ) {
    (self.name, self.errorRate, self.latency, self.accuracy) = (name, errorRate, latency, accuracy)
  }
}
