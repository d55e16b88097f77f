/// The latency histogram of a pod as its counters show it: cumulative counts since the pod started.
public struct LatencyHistogram: Sendable, Codable, Equatable {
  /// Finite upper bounds in seconds, ascending, each once.
  public let bounds: [Double]
  /// Requests that took at most as long as each bound.
  public let cumulative: [Double]
  /// All requests that were timed: the count of the infinite bucket.
  public let count: Double
  /// The sum of the latencies in seconds.
  public let sum: Double

  /// The most bounds that are kept; the smallest ones stay.
  static let mostBounds = 64

  /// Makes a histogram from cumulative buckets in any order; an infinite bound may be among them or not.
  ///
  /// Nil when a count is negative or not finite, or when the buckets do not rise.
  public init?(bounds: [Double], cumulative: [Double], sum: Double, count: Double) {
    guard bounds.count == cumulative.count, !bounds.contains(where: \.isNaN) else { return nil }
    guard count.isFinite, count >= 0 else { return nil }
    let buckets = zip(bounds, cumulative).filter { $0.0 < .infinity }.sorted { $0.0 < $1.0 }.prefix(Self.mostBounds)
    guard buckets.allSatisfy({ $0.0.isFinite && $0.1.isFinite && $0.1 >= 0 && $0.1 <= count }) else { return nil }
    guard zip(buckets, buckets.dropFirst()).allSatisfy({ $0.0 < $1.0 && $0.1 <= $1.1 }) else { return nil }
    self.bounds = buckets.map(\.0)
    self.cumulative = buckets.map(\.1)
    self.count = count
    self.sum = sum.isFinite ? sum : 0
  }
}
