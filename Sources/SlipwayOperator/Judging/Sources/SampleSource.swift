import Analysis
package import MetricSources

/// Where the samples of a rollout come from.
package protocol SampleSource: Sendable {
  /// Reads all pods once.
  func scrape(_ targets: [PodTarget], preset: MetricsPreset) async -> PodScrape

  /// Reads what an analysis asks for: the pods, by whatever its source is, and its queries.
  func read(_ look: RolloutLook) async -> RolloutReading
}

extension SampleSource {
  package func read(_ look: RolloutLook) async -> RolloutReading {
    RolloutReading(scrape: await scrape(look.targets, preset: look.preset))
  }
}

extension PodMetricsSource: SampleSource {}
