/// What requests have been sent and how they were answered, at one moment.
public struct RequestMetrics: Sendable, Hashable {
  /// How a request was answered.
  public struct Answer: Sendable, Hashable {
    /// The HTTP status, or `<error>` when there was none.
    public var code: String
    /// The HTTP method.
    public var method: String
  }

  public var answers: [Answer: UInt64] = [:]
  /// How long answers took, by HTTP method; watches are not among them, which take as long as they last.
  public var durations: [String: DurationHistogram] = [:]

  public init() {}

  /// What client-go would report.
  ///
  /// - Parameter host: the API server's, such as `10.96.0.1:443`.
  public func families(host: String) -> [MetricFamily] {
    let answers = answers.sorted { ($0.key.code, $0.key.method) < ($1.key.code, $1.key.method) }
    return [
      MetricFamily(
        "rest_client_requests_total", .counter, "Requests to the API server.", labels: ["code", "method", "host"],
        answers.map { ([$0.key.code, $0.key.method, host], Double($0.value)) }),
      MetricFamily(
        "rest_client_request_duration_seconds", .histogram, help: "How long answers took.", labels: ["verb", "host"],
        durations.sorted { $0.key < $1.key }.map { .init([$0.key, host], .distribution($0.value)) }),
    ]
  }
}
