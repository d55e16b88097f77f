import Analysis
package import MetricSources

/// Where the samples of a rollout come from.
package protocol SampleSource: Sendable {
  /// Reads all pods once.
  func scrape(_ targets: [PodTarget], preset: MetricsPreset) async -> PodScrape
}

extension PodMetricsSource: SampleSource {}
