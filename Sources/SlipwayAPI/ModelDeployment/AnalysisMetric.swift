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
  public var ratio: RatioCriterion?
  public var mean: MeanCriterion?
  public var agreement: AgreementCriterion?
  public var drift: DriftCriterion?
  public var query: QueryCriterion?
  public var job: JobCriterion?

  public init() {}
}

extension AnalysisMetric: FieldObject {
  static let rules = [
    Schema.Rule.exactlyOne(
      of: "errorRate", "latency", "accuracy", "ratio", "mean", "agreement", "drift", "query", "job")
  ]

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
    Field(
      "ratio", \.ratio,
      "Compares the shares of good outcomes of any kind."),
    Field(
      "mean", \.mean,
      "Compares means."),
    Field(
      "agreement", \.agreement,
      "Holds how often a shadow agrees with the stable version to a share."),
    Field(
      "drift", \.drift,
      "Compares distributions. A drift may hold a rollout, and never takes a candidate back."),
    Field(
      "query", \.query,
      "Holds the number that a query gives to limits, without any comparison."),
    Field(
      "job", \.job,
      "Runs a Job at each step, which is passed once the Job has succeeded. One that fails takes the candidate back."),
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
