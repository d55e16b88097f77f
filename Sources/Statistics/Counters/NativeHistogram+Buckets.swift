extension NativeHistogram {
  /// The finest resolution there is.
  private static let finestSchema = 8

  /// Reads a histogram back from the edges of its buckets, of which empty ones may be missing.
  ///
  /// Nil when the edges are not those of one resolution, as with buckets that a user chose.
  public init?(buckets: [HistogramBucket]) {
    var (zero, threshold) = (0.0, 0.0)
    var sides: (positive: [Int: Double], negative: [Int: Double]) = ([:], [:])
    let resolutions = Set(buckets.filter { $0.lower * $0.upper > 0 }.map(Self.schema))
    guard resolutions.count <= 1, let schema = resolutions.first ?? Self.finestSchema else { return nil }
    for bucket in buckets {
      guard bucket.lower * bucket.upper > 0 else {
        zero += bucket.count
        threshold = max(threshold, abs(bucket.upper), abs(bucket.lower))
        continue
      }
      let isPositive = bucket.lower > 0
      guard let index = Self.index(of: isPositive ? bucket.upper : -bucket.lower, schema) else { return nil }
      if isPositive { sides.positive[index] = bucket.count } else { sides.negative[index] = bucket.count }
    }
    self.init(
      schema: schema, zeroThreshold: threshold, zeroCount: zero, positive: sides.positive, negative: sides.negative)
  }

  /// The edges of buckets within a range, at a resolution that is no finer than the histogram's own: what is counted up to
  /// them is exact.
  public func edges(in range: ClosedRange<Double>, schema coarser: Int) -> [Double] {
    guard range.lowerBound > 0, range.upperBound < .infinity else { return [] }
    let scale = power(2, Double(min(schema, coarser)))
    let first = (binaryLog(range.lowerBound) * scale).rounded(.up)
    let last = (binaryLog(range.upperBound) * scale).rounded(.down)
    return stride(from: first, through: last, by: 1).map { power(2, $0 / scale) }
  }

  /// The resolution that a bucket's two edges speak of; nil for none.
  private static func schema(_ bucket: HistogramBucket) -> Int? {
    let (near, far) = (min(abs(bucket.lower), abs(bucket.upper)), max(abs(bucket.lower), abs(bucket.upper)))
    return whole(-binaryLog(binaryLog(far / near)))
  }

  private static func index(of edge: Double, _ schema: Int) -> Int? {
    whole(binaryLog(edge) * power(2, Double(schema)))
  }

  /// A number that is whole but for the last digits.
  private static func whole(_ x: Double) -> Int? {
    guard x.isFinite, abs(x) < 1e9, abs(x - x.rounded()) < 1e-6 else { return nil }
    return Int(x.rounded())
  }
}
