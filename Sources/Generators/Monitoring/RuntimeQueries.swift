public import SlipwayAPI

/// What to ask Prometheus about one model, from its runtime's table of names. Ratios are from 0 to 1, times in seconds.
public struct RuntimeQueries: Sendable {
  private let metrics: RuntimeMetrics
  private let labels: [(name: String, value: String)]
  private let window: String

  /// - Parameters:
  ///   - labels: which series are the model's, such as its namespace and deployment.
  ///   - window: a duration of PromQL, at least four times as long as the interval of scrapes.
  public init(_ metrics: RuntimeMetrics, labels: [(name: String, value: String)], window: String = "5m") {
    (self.metrics, self.labels, self.window) = (metrics, labels, window)
  }

  /// Requests a second.
  public var requests: String { sum(metrics.requests) }

  /// The share of requests that failed through the server's fault; `nil` for servers that count none.
  public var errors: String? {
    guard !metrics.errors.isEmpty else { return nil }
    // A counter that has counted nothing is absent, and then there were no errors.
    return "(\(sum(metrics.errors)) or vector(0)) / \(grouped(metrics.requests))"
  }

  /// A quantile of the answer times.
  public func latency(_ quantile: Double) -> String? { metrics.latency.map { self.quantile(quantile, $0) } }

  /// A quantile of the times to the first token.
  public func firstToken(_ quantile: Double) -> String? { metrics.firstToken.map { self.quantile(quantile, $0) } }

  /// Requests that wait or run.
  public var queue: String? { metrics.queue.map { "sum(\(series($0)))" } }

  /// How busy the accelerators are.
  public var accelerator: String? { metrics.accelerator.map { "avg(\(series($0)))" } }

  /// Tokens that are generated a second.
  public var tokens: String? { metrics.tokens.map { sum([$0]) } }

  private func quantile(_ quantile: Double, _ latency: RuntimeMetrics.Latency) -> String {
    let buckets = "sum by (le) (rate(\(series(latency.histogram, "_bucket"))[\(window)]))"
    let query = "histogram_quantile(\(quantile), \(buckets))"
    return latency.secondsPerUnit == 1 ? query : "\(latency.secondsPerUnit) * \(query)"
  }

  private func sum(_ selectors: [MetricSelector]) -> String {
    selectors.map { "sum(rate(\(series($0))[\(window)]))" }.joined(separator: " + ")
  }

  private func grouped(_ selectors: [MetricSelector]) -> String {
    selectors.count == 1 ? sum(selectors) : "(\(sum(selectors)))"
  }

  private func series(_ selector: MetricSelector, _ suffix: String = "") -> String {
    PromSelector(selector, suffix: suffix, labels: labels).text
  }
}
