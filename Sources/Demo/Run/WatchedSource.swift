import KubeRuntime
import MetricSources
import SlipwayOperator

/// Notes when the samples arrive on which the next decision rests.
struct WatchedSource: SampleSource {
  let base: any SampleSource
  let watch: RouteWatch

  func scrape(_ targets: [PodTarget], preset: MetricsPreset) async -> PodScrape {
    let scrape = await base.scrape(targets, preset: preset)
    watch.noteSample()
    return scrape
  }

  func read(_ look: RolloutLook) async -> RolloutReading {
    let reading = await base.read(look)
    watch.noteSample()
    return reading
  }
}
