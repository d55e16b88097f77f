/// What the registry needs of a family, whatever its type.
protocol MetricFamily: AnyObject, Sendable {
  var description: MetricDescription { get }
  var droppedSamples: UInt64 { get }

  /// Deletes the series with these label values, by label name.
  func removeSeries(where labels: [String: String]) -> Int

  /// Writes one line a series, or several for a histogram.
  func writeSamples(into text: inout ExpositionText)
}
