/// How the metrics of one kind of model server are named.
public struct RuntimeMetrics: Sendable, Hashable {
  /// A histogram of answer times.
  public struct Latency: Sendable, Hashable {
    /// The histogram, without `_bucket`.
    public var histogram: MetricSelector
    /// How many seconds its unit has: 1, 0.001 for milliseconds, 0.000001 for microseconds.
    public var secondsPerUnit: Double

    /// Makes a histogram; in seconds unless said otherwise.
    public init(_ histogram: MetricSelector, secondsPerUnit: Double = 1) {
      (self.histogram, self.secondsPerUnit) = (histogram, secondsPerUnit)
    }
  }

  /// The counters of answered requests; their sum counts.
  public var requests: [MetricSelector]
  /// The counters of requests that failed through the server's fault.
  public var errors: [MetricSelector]
  /// The answer times; `nil` when the server has no histogram of them.
  public var latency: Latency?
  /// The counter of predictions whose label has come, by revision and outcome; `nil` when there is none.
  public var outcomes: String?
  /// The gauge of requests that wait or run; `nil` when there is none.
  public var queue: MetricSelector?
  /// The gauge of how busy an accelerator is, from 0 to 1; `nil` when there is none.
  public var accelerator: MetricSelector?
  /// The counter of tokens that were generated; `nil` for servers that generate none.
  public var tokens: MetricSelector?
  /// The time to the first token; `nil` when the server has no histogram of it.
  public var firstToken: Latency?
  /// What the runtime needs or lacks, for people; empty when nothing has to be said.
  public var notes: [String] = []

  /// Makes a table of names.
  public init(
    requests: [MetricSelector], errors: [MetricSelector], latency: Latency? = nil, outcomes: String? = nil,
    queue: MetricSelector? = nil, accelerator: MetricSelector? = nil, tokens: MetricSelector? = nil,
    firstToken: Latency? = nil, notes: [String] = []
  ) {
    (self.requests, self.errors, self.latency, self.outcomes) = (requests, errors, latency, outcomes)
    (self.queue, self.accelerator, self.tokens, self.firstToken) = (queue, accelerator, tokens, firstToken)
    self.notes = notes
  }
}
