/// A family of distributions over fixed buckets.
public final class Histogram: MetricFamily {
  /// The upper bounds of the buckets, without the infinite one.
  public let buckets: [Double]
  let series: LockedSeries<HistogramState>

  init(description: MetricDescription, buckets: [Double], limit: Int) throws(ObservabilityError) {
    let increasing = zip(buckets, buckets.dropFirst()).allSatisfy { $0 < $1 }
    guard !buckets.isEmpty, increasing, buckets.allSatisfy(\.isFinite) else {
      throw ObservabilityError(
        code: .invalidBuckets, message: "bounds must be finite and strictly increasing", subject: description.name)
    }
    self.buckets = buckets
    self.series = LockedSeries(description: description, limit: limit)
  }

  var description: MetricDescription { series.description }
  var droppedSamples: UInt64 { series.droppedSamples }

  /// Counts a value in the series with these label values, which are in the order of the declaration.
  ///
  /// A value that is not a number is ignored: it would spoil the sum for the life of the process.
  public func observe(_ value: Double, _ labels: [String] = []) {
    guard !value.isNaN else { return }
    series.update(labels, initial: HistogramState(bucketCount: buckets.count)) { state in
      state.observe(value, bounds: buckets)
    }
  }

  /// The state of a series; nil when it does not exist.
  public func value(_ labels: [String] = []) -> HistogramState? { series.value(of: labels) }

  /// Deletes the series that have all these label values, by label name, and returns how many there were.
  @discardableResult
  public func removeSeries(where labels: [String: String]) -> Int { series.remove(where: labels) }

  func writeSamples(into text: inout ExpositionText) {
    for entry in series.ordered {
      text.writeHistogram(
        description, values: entry.labels, bounds: buckets, counts: entry.series.counts, sum: entry.series.sum)
    }
  }
}
