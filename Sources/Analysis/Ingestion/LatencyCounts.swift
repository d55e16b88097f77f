import Statistics

/// Latencies counted per bound; an interval's, or a version's.
struct LatencyCounts: Sendable, Codable, Equatable {
  var bounds: [Double]
  var cumulative: [Double]
  var count: Double

  init(bounds: [Double], cumulative: [Double], count: Double) {
    self.bounds = bounds
    self.cumulative = cumulative
    self.count = count
  }

  init(_ histogram: LatencyHistogram) {
    self.init(bounds: histogram.bounds, cumulative: histogram.cumulative, count: histogram.count)
  }

  /// How many were slower than a bound; nil unless the bound is one of the histogram's.
  func slower(than bound: Double) -> EventCount? {
    guard let index = bounds.firstIndex(of: bound), index < cumulative.count else { return nil }
    return EventCount(trials: count, events: count - cumulative[index])
  }

  /// Whether a bound is one of the histogram's.
  func has(_ bound: Double) -> Bool { bounds.contains(bound) }

  /// The q-quantile in seconds, nil without observations.
  func quantile(_ q: Double) -> Double? {
    let value = CumulativeHistogram(bounds: bounds + [.infinity], counts: cumulative + [count]).quantile(q)
    return value.isFinite ? value : nil
  }

  func hasFallen(since earlier: LatencyCounts) -> Bool {
    guard bounds == earlier.bounds else { return false }
    return count < earlier.count || zip(cumulative, earlier.cumulative).contains { $0 < $1 }
  }

  /// The growth since an earlier reading, nil when the bounds have changed.
  func minus(_ earlier: LatencyCounts) -> LatencyCounts? {
    guard bounds == earlier.bounds, cumulative.count == earlier.cumulative.count else { return nil }
    var growth = self
    for index in cumulative.indices { growth.cumulative[index] = max(cumulative[index] - earlier.cumulative[index], 0) }
    growth.count = max(count - earlier.count, 0)
    return growth
  }

  /// The same counts on those bounds that are also among others.
  func limited(to others: [Double]) -> LatencyCounts {
    let kept = Set(others)
    let pairs = zip(bounds, cumulative).filter { kept.contains($0.0) }
    return LatencyCounts(bounds: pairs.map(\.0), cumulative: pairs.map(\.1), count: count)
  }

  func scaled(_ share: Double) -> LatencyCounts {
    LatencyCounts(bounds: bounds, cumulative: cumulative.map { $0 * share }, count: count * share)
  }

  /// Adds counts on the same bounds; `false` when the bounds differ, and nothing is added.
  mutating func add(_ other: LatencyCounts) -> Bool {
    guard bounds == other.bounds, cumulative.count == other.cumulative.count else { return false }
    for index in cumulative.indices { cumulative[index] += other.cumulative[index] }
    count += other.count
    return true
  }

  /// Both together, on the bounds that they share.
  static func sum(_ a: LatencyCounts?, _ b: LatencyCounts?) -> LatencyCounts? {
    guard let a, let b else { return a ?? b }
    if a.bounds == b.bounds {
      return LatencyCounts(
        bounds: a.bounds, cumulative: zip(a.cumulative, b.cumulative).map { $0 + $1 }, count: a.count + b.count)
    }
    let other = Dictionary(zip(b.bounds, b.cumulative), uniquingKeysWith: { first, _ in first })
    let shared = zip(a.bounds, a.cumulative).compactMap { bound, count in other[bound].map { (bound, count + $0) } }
    return LatencyCounts(bounds: shared.map(\.0), cumulative: shared.map(\.1), count: a.count + b.count)
  }
}
