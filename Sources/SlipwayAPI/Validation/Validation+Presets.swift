/// What a kind of model server does not tell cannot be judged: a rollout would wait for it until its deadline.
extension Validation {
  static func presetIssues(_ spec: ModelDeploymentSpec) -> [FieldIssue] {
    let name = spec.runtime.metricsPreset
    guard let preset = RuntimePreset.named[name] else {
      let known = RuntimePreset.all.filter { $0.metrics != nil }.map(\.name).joined(separator: ", ")
      return [issue("spec.runtime.metricsPreset", name, "must be one of \(known)")]
    }
    // Replicas are replaced one by one without a judgement.
    guard spec.strategy.type != .rollingUpdate else { return [] }
    return spec.analysis.metrics.enumerated().compactMap { position, metric in
      missing(metric.kind, preset).map { what in
        issue(
          "spec.analysis.metrics[\(position)]", metric.name,
          "must be a metric that the runtime has: servers of the preset \(name) \(what); `query` can ask a metrics server instead")
      }
    }
  }

  /// What servers lack that a metric is made of; `nil` when they lack nothing.
  fileprivate static func missing(_ kind: MetricKind?, _ preset: RuntimePreset) -> String? {
    switch kind {
    case .errorRate: preset.metrics == nil ? "count no requests" : nil
    case .latency: preset.metrics?.latency == nil ? "have no histogram of their answer times" : nil
    case .accuracy: preset.metrics?.outcomes == nil ? "take no labels" : nil
    default: nil
    }
  }
}

extension RuntimePreset {
  /// Those of the standard metrics that servers of this kind have.
  public var standardMetrics: [AnalysisMetric] {
    AnalysisMetric.standard.filter { Validation.missing($0.kind, self) == nil }
  }
}
