import KubeCore
import Statistics

/// One sample of a native histogram in an answer of Prometheus' HTTP API, which names the buckets that are not empty.
///
/// Source: Prometheus, "HTTP API", native histograms.
struct PrometheusHistogram: Sendable, Hashable {
  /// What a classic histogram's series are called beside its name.
  static let suffixes = ["_bucket", "_count", "_sum"]
  /// Four buckets for each doubling: finer ones are joined.
  private static let schema = 2
  /// The answer times that are told apart, in seconds: by 63 bounds, and a judge keeps 64.
  private static let range = 0.00049...27

  /// Wall-clock seconds.
  let time: Double
  private let count: Double
  private let sum: Double
  private let buckets: [HistogramBucket]

  /// Reads `[time, {"count": "3", "sum": "1.5", "buckets": [[0, "0.5", "1", "3"]]}]`; nil for anything else.
  init?(_ pair: JSONValue) {
    func number(_ value: JSONValue?) -> Double? { value?.string.flatMap(PrometheusSeries.number) }
    guard let time = pair[0]?.double, let count = number(pair[1]?["count"]), let sum = number(pair[1]?["sum"]) else {
      return nil
    }
    (self.time, self.count, self.sum) = (time, count, sum)
    buckets = (pair[1]?["buckets"]?.array ?? []).compactMap { bucket in
      guard let lower = number(bucket[1]), let upper = number(bucket[2]), let count = number(bucket[3]) else { return nil }
      return HistogramBucket(lower: lower, upper: upper, count: count)
    }
  }

  /// The samples of a classic histogram with the same observations, which all that reads histograms understands. Its bounds
  /// are the same at each scrape, and none when the buckets are those that a user chose: then empty ones are not known.
  func samples(_ name: String, _ labels: [String: String], secondsPerUnit: Double) -> [MetricSample] {
    let range = Self.range.lowerBound / secondsPerUnit...Self.range.upperBound / secondsPerUnit
    let histogram = NativeHistogram(buckets: buckets)
    let bounds = histogram?.edges(in: range, schema: Self.schema) ?? []
    var samples = [
      MetricSample(name: name + "_count", labels: labels, value: count),
      MetricSample(name: name + "_sum", labels: labels, value: sum),
    ]
    for bound in bounds {
      let labels = labels.merging(["le": "\(bound)"]) { $1 }
      samples.append(MetricSample(name: name + "_bucket", labels: labels, value: histogram?.count(atMost: bound) ?? 0))
    }
    if !bounds.isEmpty {
      let labels = labels.merging(["le": "+Inf"]) { $1 }
      samples.append(MetricSample(name: name + "_bucket", labels: labels, value: count))
    }
    return samples
  }
}
