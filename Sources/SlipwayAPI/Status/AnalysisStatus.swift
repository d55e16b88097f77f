/// What the analysis makes of the candidate.
///
/// The fields are described in `fields`, from which the definition is made.
public struct AnalysisStatus: Sendable, Hashable {
  public var verdict: VerdictKind = .collecting
  public var decidingMetric: String?
  public var message: String = ""
  public var metrics: [MetricStatus] = []

  public init() {}
}

extension AnalysisStatus: FieldObject {
  static let omitsDefaults = false
  static let fields: [Field<AnalysisStatus>] = [
    Field(
      "verdict", \.verdict,
      "The verdict over all metrics."),
    Field(
      "decidingMetric", \.decidingMetric,
      "The metric that decided, when one did."
    ) { $0.maxLength = 63 },
    Field(
      "message", \.message,
      "The reason, for people."
    ) { $0.maxLength = 1_024 },
    Field(
      "metrics", \.metrics,
      "What each metric says."
    ) { $0 = .array(of: MetricStatus.schema, maxCount: 16, listType: .map(key: "name")) },
  ]
}
