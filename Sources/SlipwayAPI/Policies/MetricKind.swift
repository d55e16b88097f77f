/// A kind of metric, by the name of its field in `spec.analysis.metrics`.
public enum MetricKind: String, Sendable, Hashable, CaseIterable {
  case errorRate, latency, accuracy
}

extension MetricKind: FieldChoice {}

extension AnalysisMetric {
  /// The kind of metric that is set; `nil` when none is.
  public var kind: MetricKind? {
    if errorRate != nil { return .errorRate }
    if latency != nil { return .latency }
    return accuracy != nil ? .accuracy : nil
  }
}
