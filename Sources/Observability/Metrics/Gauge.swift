/// A family of values that rise and fall.
public final class Gauge: MetricFamily {
  let series: LockedSeries<Double>

  init(description: MetricDescription, limit: Int) {
    self.series = LockedSeries(description: description, limit: limit)
  }

  var description: MetricDescription { series.description }
  var droppedSamples: UInt64 { series.droppedSamples }

  /// Sets the series with these label values, which are in the order of the declaration.
  public func set(_ value: Double, _ labels: [String] = []) {
    series.update(labels, initial: 0) { $0 = value }
  }

  /// Adds an amount, which may be negative.
  public func add(_ amount: Double, _ labels: [String] = []) {
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
