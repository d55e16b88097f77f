/// A family of sums that only grow.
public final class Counter: MetricFamily {
  let series: LockedSeries<Double>

  init(description: MetricDescription, limit: Int) {
    self.series = LockedSeries(description: description, limit: limit)
  }

  var description: MetricDescription { series.description }
  var droppedSamples: UInt64 { series.droppedSamples }

  /// Adds to the series with these label values, which are in the order of the declaration.
  ///
  /// An amount of zero makes the series visible, so that a rate over it starts at its first event. An amount that is
  /// negative or not finite changes nothing: a counter never falls.
  public func increment(_ labels: [String] = [], by amount: Double = 1) {
    guard amount >= 0, amount.isFinite else { return }
    series.update(labels, initial: 0) { $0 += amount }
  }

  /// The value of a series; nil when it does not exist.
  public func value(_ labels: [String] = []) -> Double? { series.value(of: labels) }

  /// Deletes the series that have all these label values, by label name, and returns how many there were.
  @discardableResult
  public func removeSeries(where labels: [String: String]) -> Int { series.remove(where: labels) }

  func writeSamples(into text: inout ExpositionText) {
    for entry in series.ordered {
      text.writeSample(description.name, labels: description.labels, values: entry.labels, value: entry.series)
    }
  }
}
