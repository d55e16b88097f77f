/// What a ``RolloutJudge`` concludes at one moment.
public struct Assessment: Sendable, Codable, Equatable {
  /// What to do.
  public enum Outcome: String, Sendable, Codable, Hashable {
    /// Go to the next step; after the last one, promote.
    case advance
    /// Time is up and the relaxed margin is proven: promote from here.
    case promote
    /// Give all traffic back to stable.
    case rollBack
    /// Go back one step and keep collecting: the candidate is under suspicion.
    case retreat
    /// Keep collecting.
    case wait
    /// Time is up and nothing is proven: the configured policy decides.
    case hold
  }

  /// What to do.
  public var outcome: Outcome
  /// The name of the metric that decided, nil when all or none did.
  public var metric: String?
  /// The evidence for a rollback over all metrics together.
  public var rollback: Evidence
  /// Every configured metric, in the order errors, latency, accuracy.
  public var metrics: [MetricVerdict]
  /// The reason, for people.
  public var reason: String

  /// Makes an assessment; a judge does, and so do tests of what reads it.
  public init(
    outcome: Outcome, metric: String? = nil, rollback: Evidence, metrics: [MetricVerdict] = [], reason: String
  ) {
    self.outcome = outcome
    self.metric = metric
    self.rollback = rollback
    self.metrics = metrics
    self.reason = reason
  }
}
