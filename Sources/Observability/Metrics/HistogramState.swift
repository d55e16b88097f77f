/// One histogram series: observations by bucket, their number and their sum.
public struct HistogramState: Sendable, Equatable {
  /// Observations in each bucket alone, not cumulated; the last is the one above all bounds.
  public private(set) var counts: [UInt64]
  /// The sum of all observations.
  public private(set) var sum: Double = 0

  init(bucketCount: Int) {
    self.counts = Array(repeating: 0, count: bucketCount + 1)
  }

  /// The number of observations.
  public var count: UInt64 { counts.reduce(0, +) }

  /// Counts an observation in the first bucket whose upper bound is not below it.
  mutating func observe(_ value: Double, bounds: [Double]) {
    let bucket = bounds.firstIndex { value <= $0 } ?? bounds.count
    guard counts.indices.contains(bucket) else { return }
    counts[bucket] += 1
    sum += value
  }
}
