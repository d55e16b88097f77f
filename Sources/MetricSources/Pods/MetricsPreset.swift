public import Analysis

/// How the metrics of one kind of model server are named, and how they become samples.
public struct MetricsPreset: Sendable, Hashable {
  /// The counter of answered requests, by status code.
  public var requests: String
  /// The label that holds the status code; 5xx are errors of the model.
  public var codeLabel: String
  /// The histogram of answer times, in seconds.
  public var latency: String
  /// The counter of predictions whose label has come, by revision and outcome; `nil` when there is none.
  public var outcomes: String?

  /// The metrics of Slipway's own model server.
  public static let slipway = MetricsPreset(
    requests: "model_requests_total", codeLabel: "code", latency: "model_request_duration_seconds",
    outcomes: "model_labelled_outcomes_total")

  /// The presets by their names in `spec.runtime.metricsPreset`.
  public static let named = ["slipway": slipway]

  /// The names of the samples that are needed of a page.
  public var names: Set<String> {
    Set([requests, latency + "_bucket", latency + "_sum", latency + "_count"] + (outcomes.map { [$0] } ?? []))
  }
}

extension MetricsPreset {
  /// What a page tells of its pod.
  ///
  /// - Returns: `nil` for a page that has no counter of requests: such a pod tells nothing.
  public func samples(
    from page: MetricsPage, pod: String, revision: String, track: Track, time: Double, startTime: Double?
  ) -> PodSamples? {
    let answered = page.samples.filter { $0.name == requests }
    // A server that has answered nothing yet may not have the counter; its histogram stands at zero then.
    guard !answered.isEmpty || page.samples.contains(where: { $0.name == latency + "_count" }) else { return nil }
    return PodSamples(
      pod: pod, revision: revision, track: track, time: time, startTime: startTime,
      requests: answered.reduce(0) { $0 + $1.value },
      errors: answered.filter { $0.labels[codeLabel]?.first == "5" }.reduce(0) { $0 + $1.value },
      latency: histogram(page), outcomes: labelledOutcomes(page))
  }

  private func histogram(_ page: MetricsPage) -> LatencyHistogram? {
    var buckets: [Double: Double] = [:]
    for sample in page.samples where sample.name == latency + "_bucket" {
      guard let bound = sample.labels["le"].flatMap(bound) else { continue }
      buckets[bound, default: 0] += sample.value
    }
    let sorted = buckets.filter { $0.key.isFinite }.sorted { $0.key < $1.key }
    return LatencyHistogram(
      bounds: sorted.map(\.key), cumulative: sorted.map(\.value), sum: total(page, latency + "_sum"),
      count: total(page, latency + "_count"))
  }

  private func labelledOutcomes(_ page: MetricsPage) -> [String: LabelledOutcomes] {
    var outcomes: [String: LabelledOutcomes] = [:]
    for sample in page.samples where sample.name == self.outcomes {
      guard let revision = sample.labels["revision"] else { continue }
      var counts = outcomes[revision] ?? LabelledOutcomes(correct: 0, wrong: 0)
      if sample.labels["outcome"] == "correct" { counts.correct += sample.value } else { counts.wrong += sample.value }
      outcomes[revision] = counts
    }
    return outcomes
  }

  private func total(_ page: MetricsPage, _ name: String) -> Double {
    page.samples.filter { $0.name == name }.reduce(0) { $0 + $1.value }
  }

  private func bound(_ text: String) -> Double? { text == "+Inf" ? .infinity : Double(text) }
}
