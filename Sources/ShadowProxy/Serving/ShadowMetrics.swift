import Observability

/// What a shadow proxy exports.
struct ShadowMetrics: Sendable {
  /// What became of a request.
  enum Outcome: String, CaseIterable { case agreed, differed, stableFailed, shadowFailed, uncompared }

  private let outcomes: Counter
  private let skipped: Counter
  private let distance: Histogram
  private let latency: Histogram

  init(_ registry: MetricsRegistry) throws(ObservabilityError) {
    outcomes = try registry.makeCounter(
      "slipway_shadow_requests_total", help: "Requests by what became of them.", labels: ["outcome"])
    skipped = try registry.makeCounter(
      "slipway_shadow_skipped_total", help: "Requests that were not passed on, by the limit that they met.",
      labels: ["limit"])
    distance = try registry.makeHistogram(
      "slipway_shadow_distance", help: "The greatest relative distance between two numbers of a pair of answers.",
      buckets: [0, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1])
    latency = try registry.makeHistogram(
      "slipway_shadow_latency_seconds", help: "How long an answer took.", labels: ["version"],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10])
    // A share of nothing is no share: the series are there from the start.
    for outcome in Outcome.allCases { outcomes.increment([outcome.rawValue], by: 0) }
  }

  func count(_ outcome: Outcome) { outcomes.increment([outcome.rawValue]) }
  func skip(_ limit: String) { skipped.increment([limit]) }
  func observe(distance value: Double) { distance.observe(value) }
  func observe(latency: Duration, of version: String) { self.latency.observe(latency / .seconds(1), [version]) }
}
