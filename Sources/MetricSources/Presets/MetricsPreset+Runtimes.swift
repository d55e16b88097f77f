import SlipwayAPI

extension MetricsPreset {
  /// The presets by their names in `spec.runtime.metricsPreset`.
  public static let named: [String: MetricsPreset] = RuntimePreset.named.compactMapValues { runtime in
    runtime.metrics.map { MetricsPreset($0) }
  }

  /// The metrics of Slipway's own model server.
  public static let slipway = named["slipway"] ?? MetricsPreset(requests: [], errors: [])

  /// What is read of a runtime's metrics.
  init(_ metrics: RuntimeMetrics) {
    self.init(
      requests: metrics.requests, errors: metrics.errors, latency: metrics.latency, outcomes: metrics.outcomes,
      notes: metrics.notes)
  }
}
