package import Analysis
package import MetricSources
package import SlipwayAPI

/// What is to be read of a rollout.
package struct RolloutLook: Sendable {
  package var targets: [PodTarget]
  package var preset: MetricsPreset
  package var settings: AnalysisSettings
  package var name: String
  package var namespace: String
  /// The revisions on trial, and the one that they are compared with.
  package var candidates: [String]
  package var stable: String

  /// A query about one candidate, with the names of the rollout in their places.
  func expanded(_ query: String, candidate: String) -> String {
    var text = query
    for (name, value) in [
      ("name", name), ("namespace", namespace), ("candidate", candidate), ("stable", stable),
    ] { text = text.split(separator: "$(\(name))", omittingEmptySubsequences: false).joined(separator: value) }
    return text
  }
}

/// What was read of a rollout.
package struct RolloutReading: Sendable {
  package var scrape: PodScrape
  /// What came of the queries about each candidate, by the metrics' names.
  package var queries: [String: [String: QueryReading]] = [:]

  package init(scrape: PodScrape) { self.scrape = scrape }
}
