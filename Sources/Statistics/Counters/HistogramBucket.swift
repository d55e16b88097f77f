/// A bucket of a histogram: what lies between two edges, and how often it was observed.
public struct HistogramBucket: Sendable, Hashable {
  public let lower: Double
  public let upper: Double
  public let count: Double

  /// Names a bucket.
  public init(lower: Double, upper: Double, count: Double) { (self.lower, self.upper, self.count) = (lower, upper, count) }
}

extension HistogramBucket {
  /// Where a part of its observations ends: exponential inside a bucket, linear in one that touches zero.
  func value(at share: Double) -> Double {
    guard lower * upper > 0, lower.isFinite, upper.isFinite else { return lower + (upper - lower) * share }
    let (low, high) = (naturalLog(abs(lower)), naturalLog(abs(upper)))
    return (lower > 0 ? 1 : -1) * exponential(low + (high - low) * share)
  }

  /// The part of its observations up to a value, by the same rule.
  func share(atMost value: Double) -> Double {
    if value >= upper { return 1 }
    if value <= lower { return 0 }
    guard lower * upper > 0 else { return (value - lower) / (upper - lower) }
    let (low, high) = (naturalLog(abs(lower)), naturalLog(abs(upper)))
    return (naturalLog(abs(value)) - low) / (high - low)
  }
}
