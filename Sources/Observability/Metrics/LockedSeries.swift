import Synchronization

/// A table of series behind a lock: the part that all types of family share.
final class LockedSeries<Series: Sendable>: Sendable {
  let description: MetricDescription
  private let table: Mutex<SeriesTable<Series>>

  init(description: MetricDescription, limit: Int) {
    self.description = description
    self.table = Mutex(SeriesTable(limit: limit, labelCount: description.labels.count))
  }

  var droppedSamples: UInt64 { table.withLock { $0.droppedSamples } }

  var ordered: [(labels: [String], series: Series)] { table.withLock { $0 }.ordered }

  func update(_ labels: [String], initial: @autoclosure () -> Series, change: (inout Series) -> Void) {
    table.withLock { $0.update(labels, initial: initial(), change: change) }
  }

  func value(of labels: [String]) -> Series? { table.withLock { $0[labels] } }

  func remove(where labels: [String: String]) -> Int {
    var values: [Int: String] = [:]
    for (name, value) in labels {
      guard let position = description.labels.firstIndex(of: name) else { return 0 }
      values[position] = value
    }
    return table.withLock { $0.remove(matching: values) }
  }
}
