/// How long things took, counted in buckets as Prometheus has them.
public struct DurationHistogram: Sendable, Hashable {
  /// The buckets' upper bounds, inclusive and ascending; one more bucket, without a bound, follows them.
  public let bounds: [Duration]
  /// How many durations fell into each bucket, not cumulated; one more than there are bounds.
  public private(set) var counts: [UInt64]
  public private(set) var sum: Duration = .zero

  /// - Parameter bounds: ascending; default 5 ms to 60 s.
  public init(bounds: [Duration] = defaultBounds) {
    self.bounds = bounds
    counts = Array(repeating: 0, count: bounds.count + 1)
  }

  public var count: UInt64 { counts.reduce(0, +) }

  public mutating func record(_ duration: Duration) {
    let bucket = bounds.firstIndex { duration <= $0 } ?? bounds.count
    counts[bucket] += 1
    sum += duration
  }

  /// From 5 ms to 60 s; close enough around a second to tell a wait that people notice from one that they do not.
  public static let defaultBounds: [Duration] =
    [5, 10, 25, 50, 100, 250, 500, 750, 1000, 1500, 2000, 3000, 5000, 10_000, 30_000, 60_000].map { .milliseconds($0) }
}
