public import Analysis
import SlipwayAPI

extension MetricsPreset {
  /// What a page tells of its pod.
  ///
  /// - Returns: `nil` for a page that has no counter of requests: such a pod tells nothing.
  public func samples(
    from page: MetricsPage, pod: String, revision: String, track: Analysis.Track, time: Double, startTime: Double?
  ) -> PodSamples? {
    samples(from: page.samples, pod: pod, revision: revision, track: track, time: time, startTime: startTime)
  }

  /// The same of samples that came another way.
  func samples(
    from samples: [MetricSample], pod: String, revision: String, track: Analysis.Track, time: Double, startTime: Double?
  ) -> PodSamples? {
    let answered = sum(samples, requests)
    // A server that has answered nothing yet may not have the counter; its histogram stands at zero then.
    let count = latency.map { $0.histogram.suffixed("_count") }
    guard answered.isPresent || count.map({ name in samples.contains(where: name.accepts) }) == true else { return nil }
    var read = PodSamples(
      pod: pod, revision: revision, track: track, time: time, startTime: startTime, requests: answered.total,
      errors: sum(samples, errors).total, latency: histogram(samples), outcomes: labelledOutcomes(samples))
    for extra in extras { read.vectors[extra.name] = extra.vector(from: samples) }
    return read
  }

  private func sum(_ samples: [MetricSample], _ selectors: [MetricSelector]) -> (total: Double, isPresent: Bool) {
    let chosen = samples.filter { sample in selectors.contains { $0.accepts(sample) } }
    return (chosen.reduce(0) { $0 + $1.value }, !chosen.isEmpty)
  }

  private func histogram(_ samples: [MetricSample]) -> LatencyHistogram? {
    guard let latency else { return nil }
    var buckets: [Double: Double] = [:]
    let bucket = latency.histogram.suffixed("_bucket")
    for sample in samples where bucket.accepts(sample) {
      guard let bound = sample.labels["le"].flatMap(bound) else { continue }
      // Scaled bounds are rounded, so that 100 ms and 0.1 s are the same bound.
      buckets[latency.secondsPerUnit == 1 ? bound : Self.rounded(bound * latency.secondsPerUnit), default: 0] +=
        sample.value
    }
    let sorted = buckets.filter { $0.key.isFinite }.sorted { $0.key < $1.key }
    guard !sorted.isEmpty else { return nil }
    return LatencyHistogram(
      bounds: sorted.map(\.key), cumulative: sorted.map(\.value),
      sum: sum(samples, [latency.histogram.suffixed("_sum")]).total * latency.secondsPerUnit,
      count: sum(samples, [latency.histogram.suffixed("_count")]).total)
  }

  private func labelledOutcomes(_ samples: [MetricSample]) -> [String: LabelledOutcomes] {
    var outcomes: [String: LabelledOutcomes] = [:]
    for sample in samples where sample.name == self.outcomes {
      guard let revision = sample.labels["revision"] else { continue }
      var counts = outcomes[revision] ?? LabelledOutcomes(correct: 0, wrong: 0)
      if sample.labels["outcome"] == "correct" { counts.correct += sample.value } else { counts.wrong += sample.value }
      outcomes[revision] = counts
    }
    return outcomes
  }

  private func bound(_ text: String) -> Double? { text == "+Inf" ? .infinity : Double(text) }

  private static func rounded(_ x: Double) -> Double { x.isFinite ? (x * 1e9).rounded() / 1e9 : x }
}
