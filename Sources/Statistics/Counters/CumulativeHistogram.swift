/// A histogram of cumulative counts per upper bound, the form in which Prometheus clients expose one.
///
/// Source: the statistics study, section 1.8.
public struct CumulativeHistogram: Sendable, Equatable {
  /// Upper bounds in ascending order, each once; the last is infinity when the histogram is complete.
  public let bounds: [Double]

  /// Observations at or below each bound, never falling.
  public let counts: [Double]

  /// Makes a histogram; surplus entries of the longer list and pairs with NaN are left out.
  ///
  /// As Prometheus does: sorted by bound, the counts of equal bounds added, then forced to rise monotonically.
  public init(bounds: [Double], counts: [Double]) {
    let buckets = zip(bounds, counts).filter { !$0.isNaN && !$1.isNaN }.sorted { $0.0 < $1.0 }
    var merged: [(bound: Double, count: Double)] = []
    for (bound, count) in buckets {
      if let last = merged.last, last.bound == bound {
        merged[merged.count - 1].count += count
      } else {
        merged.append((bound, count))
      }
    }
    var highest = 0.0
    self.bounds = merged.map(\.bound)
    self.counts = merged.map { bucket in
      highest = max(highest, bucket.count)
      return highest
    }
  }

  /// The q-quantile as `histogram_quantile` of Prometheus computes it: linear inside a bucket.
  ///
  /// The first bucket starts at zero if its bound is positive. A rank in the last, infinite bucket gives the bound
  /// below it. NaN without observations, with fewer than two buckets or without the infinite one; minus or plus
  /// infinity for q below 0 or above 1.
  public func quantile(_ q: Double) -> Double {
    guard !q.isNaN else { return .nan }
    guard q >= 0 else { return -.infinity }
    guard q <= 1 else { return .infinity }
    guard bounds.count >= 2, bounds.last == .infinity, let total = counts.last, total > 0 else { return .nan }
    let rank = q * total
    guard let index = counts.dropLast().firstIndex(where: { $0 >= rank }) else { return bounds[bounds.count - 2] }
    let end = bounds[index]
    if index == 0, end <= 0 { return end }
    let start = index == 0 ? 0 : bounds[index - 1]
    let below = index == 0 ? 0 : counts[index - 1]
    let inside = counts[index] - below
    return inside > 0 ? start + (end - start) * ((rank - below) / inside) : start
  }
}
