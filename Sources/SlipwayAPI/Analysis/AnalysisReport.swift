/// What the analysis has to say about one revision at one step.
///
/// The key keeps a late report from being taken for one about a later step.
public struct AnalysisReport: Sendable, Hashable {
  /// The candidate that was judged.
  public var revision: String
  /// The index of the step at which it was judged.
  public var step: Int
  public var verdict: VerdictKind
  /// The metric that decided, when one did.
  public var metric: String?
  /// The reason, for people.
  public var message: String
  public var metrics: [MetricStatus]

  public init(
    revision: String, step: Int, verdict: VerdictKind, metric: String? = nil, message: String = "",
    metrics: [MetricStatus] = []
  ) {
    (self.revision, self.step, self.verdict) = (revision, step, verdict)
    (self.metric, self.message, self.metrics) = (metric, message, metrics)
  }
}
