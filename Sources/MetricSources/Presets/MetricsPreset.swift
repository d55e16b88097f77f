public import SlipwayAPI

/// How the metrics of one kind of model server are named, and how they become samples.
public struct MetricsPreset: Sendable, Hashable {
  public typealias Latency = RuntimeMetrics.Latency

  /// The counters of answered requests; their sum counts.
  public var requests: [MetricSelector]
  /// The counters of requests that failed through the server's fault.
  public var errors: [MetricSelector]
  /// The answer times; `nil` when the server has no histogram of them.
  public var latency: Latency?
  /// The counter of predictions whose label has come, by revision and outcome; `nil` when there is none.
  public var outcomes: String?
  /// The counters of additional metrics.
  public var extras: [ExtraCounters] = []
  /// What the runtime needs or lacks, for people; empty when nothing has to be said.
  public var notes: [String]

  /// Makes a preset.
  public init(
    requests: [MetricSelector], errors: [MetricSelector], latency: Latency? = nil, outcomes: String? = nil,
    notes: [String] = []
  ) {
    (self.requests, self.errors, self.latency) = (requests, errors, latency)
    (self.outcomes, self.notes) = (outcomes, notes)
  }

  /// The names of the samples that are needed of a page.
  public var names: Set<String> {
    var names = Set((requests + errors).map(\.name))
    if let name = latency?.histogram.name { names.formUnion(["_bucket", "_sum", "_count"].map { name + $0 }) }
    if let outcomes { names.insert(outcomes) }
    for extra in extras { names.formUnion(extra.names) }
    return names
  }

  /// Why a kind of metric cannot be had from these servers' own pages; `nil` when it can.
  public func gap(_ kind: MetricKind) -> String? {
    switch kind {
    case .errorRate where errors.isEmpty:
      "this runtime counts no failed requests: take them from a gateway or mesh with another source"
    case .latency where latency == nil:
      "this runtime has no histogram of its answer times: take it from a gateway or mesh with another source"
    case .accuracy where outcomes == nil: "this runtime counts no labelled predictions"
    default: nil
    }
  }
}

/// What a metric compares, as far as a source must be able to give it.
public enum MetricKind: Sendable, Hashable {
  case errorRate
  case latency
  case accuracy
}
