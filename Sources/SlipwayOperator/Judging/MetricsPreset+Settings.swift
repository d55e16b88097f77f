package import MetricSources
package import SlipwayAPI

extension MetricsPreset {
  /// The counters that the metrics of an analysis need besides those of the runtime.
  package func reading(_ metrics: [AnalysisMetric]) -> MetricsPreset {
    var preset = self
    preset.extras = metrics.compactMap { metric in
      if let ratio = metric.ratio {
        return ExtraCounters(metric.name, sums: [MetricSelector(ratio.good), MetricSelector(ratio.total)])
      }
      if let agreement = metric.agreement {
        return ExtraCounters(
          metric.name, sums: [MetricSelector(agreement.equal), MetricSelector(agreement.compared)])
      }
      if let mean = metric.mean {
        return ExtraCounters(
          metric.name, sums: [MetricSelector(mean.metric + "_sum"), MetricSelector(mean.metric + "_count")])
      }
      return metric.drift.map { ExtraCounters(metric.name, histogram: $0.histogram) }
    }
    return preset
  }
}

extension MetricSelector {
  fileprivate init(_ counter: CounterReference) {
    self.init(counter.metric, counter.labels.mapValues { .among([$0]) })
  }
}
