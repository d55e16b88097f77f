/// The series of one family by their label values, never more than a limit.
///
/// Label values come from traffic and from other systems. Beyond the limit a sample of a new series is dropped and
/// counted, so that a bug or an attacker costs one number and not the process's memory.
struct SeriesTable<Series: Sendable>: Sendable {
  /// The most series that the table holds.
  let limit: Int
  /// How many values name a series.
  let labelCount: Int
  /// Samples that were dropped: beyond the limit, or with the wrong number of label values.
  private(set) var droppedSamples: UInt64 = 0
  private var series: [[String]: Series] = [:]

  init(limit: Int, labelCount: Int) {
    self.limit = limit
    self.labelCount = labelCount
  }

  /// The label values and the series, ordered by label values.
  var ordered: [(labels: [String], series: Series)] {
    series.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { (labels: $0.key, series: $0.value) }
  }

  /// Changes the series with these label values; makes it first when there is room.
  mutating func update(_ labels: [String], initial: @autoclosure () -> Series, change: (inout Series) -> Void) {
    guard labels.count == labelCount, series[labels] != nil || series.count < limit else {
      droppedSamples += 1
      return
    }
    change(&series[labels, default: initial()])
  }

  subscript(labels: [String]) -> Series? { series[labels] }

  /// Deletes the series whose label at each of these positions has the value given.
  /// - Returns: How many were deleted.
  mutating func remove(matching values: [Int: String]) -> Int {
    let before = series.count
    series = series.filter { labels, _ in
      !values.allSatisfy { position, value in labels.indices.contains(position) && labels[position] == value }
    }
    return before - series.count
  }
}
