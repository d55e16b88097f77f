/// A native histogram of Prometheus: exponential buckets of a resolution, as sparse counts.
///
/// Bucket `i` holds observations above `2^((i-1)/2^schema)` and up to `2^(i/2^schema)`, negative buckets mirror them,
/// and what is nearer to zero than the threshold has a bucket of its own.
///
/// Source: Prometheus, "Native histograms", and `promql/quantile.go`.
public struct NativeHistogram: Sendable, Codable, Equatable {
  /// The resolution, from -4 to 8: each power of two is divided into `2^schema` buckets.
  public let schema: Int
  /// Observations at most this far from zero.
  public let zeroThreshold: Double
  /// How many they are.
  public let zeroCount: Double
  /// Counts of positive observations by bucket index.
  public let positive: [Int: Double]
  /// Counts of negative observations by bucket index.
  public let negative: [Int: Double]

  /// The most buckets that are read.
  public static let mostBuckets = 512

  /// Makes a histogram; nil for a schema or counts that no client sends.
  public init?(
    schema: Int, zeroThreshold: Double, zeroCount: Double, positive: [Int: Double], negative: [Int: Double] = [:]
  ) {
    guard (-4...8).contains(schema), zeroThreshold >= 0, zeroThreshold < 1e300 else { return nil }
    guard positive.count + negative.count <= Self.mostBuckets else { return nil }
    let counts = [zeroCount] + positive.values + negative.values
    guard counts.allSatisfy({ $0 >= 0 && $0 < 1e15 }) else { return nil }
    // Far beyond the range of a double; no client has them.
    guard (Array(positive.keys) + negative.keys).allSatisfy({ $0.magnitude < 1 << 20 }) else { return nil }
    self.schema = schema
    self.zeroThreshold = zeroThreshold
    self.zeroCount = zeroCount
    self.positive = positive
    self.negative = negative
  }

  /// All observations.
  public var count: Double { zeroCount + positive.values.reduce(0, +) + negative.values.reduce(0, +) }

  /// The q-quantile as Prometheus computes it: exponential inside a bucket, linear in the one around zero.
  ///
  /// NaN without observations or for NaN; minus or plus infinity for q outside of 0...1.
  public func quantile(_ q: Double) -> Double {
    guard !q.isNaN, count > 0 else { return .nan }
    guard q >= 0 else { return -.infinity }
    guard q <= 1 else { return .infinity }
    var rank = q * count
    let filled = buckets.filter { $0.count > 0 }
    for (place, bucket) in filled.enumerated() {
      if rank <= bucket.count || place == filled.count - 1 {
        return bucket.value(at: min(max(rank / bucket.count, 0), 1))
      }
      rank -= bucket.count
    }
    return .nan
  }

  /// The observations at or below a value. A bucket that the value divides counts by the same rule as ``quantile(_:)``.
  public func count(atMost value: Double) -> Double {
    guard !value.isNaN else { return 0 }
    return buckets.reduce(0) { $0 + $1.count * $1.share(atMost: value) }
  }

  /// In ascending order, with the one around zero.
  var buckets: [HistogramBucket] {
    let below = negative.sorted { $0.key > $1.key }
      .map { HistogramBucket(lower: -edge($0), upper: -edge($0 - 1), count: $1) }
    let above = positive.sorted { $0.key < $1.key }
      .map { HistogramBucket(lower: edge($0 - 1), upper: edge($0), count: $1) }
    // Without observations on one side the bucket around zero lies on the other.
    let zero = HistogramBucket(
      lower: negative.isEmpty && !positive.isEmpty ? 0 : -zeroThreshold,
      upper: positive.isEmpty && !negative.isEmpty ? 0 : zeroThreshold, count: zeroCount)
    return below + [zero] + above
  }

  private func edge(_ index: Int) -> Double {
    power(2, Double(index) / power(2, Double(schema)))
  }
}
