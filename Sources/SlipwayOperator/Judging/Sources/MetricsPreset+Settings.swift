package import MetricSources
package import SlipwayAPI

extension ModelDeployment {
  /// How the metrics of its pods are named, with those that its analysis needs besides.
  package var metricsPreset: MetricsPreset {
    (MetricsPreset.named[spec.runtime.metricsPreset] ?? .slipway).reading(spec.analysis.metrics)
  }
}

extension MetricsPreset {
  /// The counters that the metrics of an analysis need besides those of the runtime.
  package func reading(_ metrics: [AnalysisMetric]) -> MetricsPreset {
    var preset = self
    preset.extras = metrics.compactMap { preset.segments(of: $0) }
    preset.extras += metrics.compactMap { metric in
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

extension MetricsPreset {
  /// The runtime's own counters of requests and errors, for each part of the traffic.
  fileprivate func segments(of metric: AnalysisMetric) -> ExtraCounters? {
    guard let segments = metric.errorRate?.segments else { return nil }
    return ExtraCounters(
      segments.metricName(metric.name),
      sums: segments.values.flatMap { value in
        [requests, errors].map { $0.map { $0.limited(to: value, of: segments.label) } }
      })
  }
}

extension MetricSelector {
  fileprivate func limited(to value: String, of label: String) -> MetricSelector {
    MetricSelector(name, rules.merging([label: .among([value])]) { $1 })
  }

  fileprivate init(_ counter: CounterReference) {
    self.init(counter.metric, counter.labels.mapValues { .among([$0]) })
  }
}
