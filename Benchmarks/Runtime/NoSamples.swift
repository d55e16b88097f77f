import MetricSources
import SlipwayOperator

/// Pods that nobody asks for metrics: at rest nothing is judged.
struct NoSamples: SampleSource {
  func scrape(_ targets: [PodTarget], preset: MetricsPreset) async -> PodScrape {
    PodScrape(samples: [], failures: [:])
  }
}
