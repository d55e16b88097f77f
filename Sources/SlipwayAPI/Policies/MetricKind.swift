/// A kind of metric, by the name of its field in `spec.analysis.metrics`.
public enum MetricKind: String, Sendable, Hashable, CaseIterable {
  case errorRate, latency, accuracy, ratio, mean, agreement, drift, query, job
}

extension MetricKind: FieldChoice {}

extension MetricKind {
  /// What the metrics of this kind are called by the judge; `nil` when by the name that the user gave them.
  public var reservedName: String? {
    switch self {
    case .errorRate: "errors"
    case .latency: "latency"
    case .accuracy: "accuracy"
    case .ratio, .mean, .agreement, .drift, .query, .job: nil
    }
  }
}

extension AnalysisMetric {
  /// The kind of metric that is set; `nil` when none is.
  public var kind: MetricKind? { MetricKind.allCases.first(where: has) }

  /// Whether a kind is set. Exactly one is in a valid metric.
  func has(_ kind: MetricKind) -> Bool {
    switch kind {
    case .errorRate: errorRate != nil
    case .latency: latency != nil
    case .accuracy: accuracy != nil
    case .ratio: ratio != nil
    case .mean: mean != nil
    case .agreement: agreement != nil
    case .drift: drift != nil
    case .query: query != nil
    case .job: job != nil
    }
  }
}
