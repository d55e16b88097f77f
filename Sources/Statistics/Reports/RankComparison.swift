/// The Mann-Whitney rank test and the Hodges-Lehmann shift, for reports: they are valid at one look only.
///
/// Source: the statistics study, section 1.9.
public enum RankComparison {
  /// What the p-value speaks against.
  public enum Alternative: Sendable {
    /// The first sample differs.
    case twoSided
    /// The first sample is larger.
    case greater
    /// The first sample is smaller.
    case less
  }

  /// A rank statistic with its p-value.
  public struct Test: Sendable, Equatable {
    /// U of the first sample.
    public var statistic: Double
    /// The p-value.
    public var p: Double
  }

  /// The Mann-Whitney test: exact for small samples without ties, else by the normal law with corrections for ties and
  /// continuity.
  ///
  /// Nil when a sample is empty or holds a NaN. `exactUpTo` bounds the size of both samples for the exact law.
  public static func mannWhitney(
    _ x: [Double], _ y: [Double], alternative: Alternative, exactUpTo: Int = 8
  ) -> Test? {
    guard !x.isEmpty, !y.isEmpty, !(x + y).contains(where: \.isNaN) else { return nil }
    let (ranks, tieTerm) = ranking(x + y)
    let (n, m) = (Double(x.count), Double(y.count))
    let u = ranks.prefix(x.count).reduce(0, +) - n * (n + 1) / 2
    if tieTerm == 0, max(x.count, y.count) <= min(exactUpTo, 30) {
      return Test(statistic: u, p: exact(u, x.count, y.count, alternative))
    }
    let total = n + m
    let variance = n * m / 12 * (total + 1 - (total > 1 ? tieTerm / (total * (total - 1)) : 0))
    guard variance > 0 else { return Test(statistic: u, p: 1) }
    let shift = u - n * m / 2
    let score = { (distance: Double) in NormalDistribution.upperTail((distance - 0.5) / variance.squareRoot()) }
    let p =
      switch alternative {
      case .twoSided: min(2 * score(abs(shift)), 1)
      case .greater: score(shift)
      case .less: score(-shift)
      }
    return Test(statistic: u, p: p)
  }

  /// The median of all differences x - y, and its rank interval at a two-sided confidence such as 0.98.
  ///
  /// Nil when a sample is empty, holds a NaN, or the product of the sizes exceeds a million.
  public static func shift(
    _ x: [Double], _ y: [Double], confidence: Double
  ) -> (estimate: Double, lower: Double, upper: Double)? {
    let pairs = x.count.multipliedReportingOverflow(by: y.count)
    guard !x.isEmpty, !y.isEmpty, !pairs.overflow, pairs.partialValue <= 1_000_000, confidence > 0, confidence < 1
    else { return nil }
    let differences = x.flatMap { x in y.map { x - $0 } }.sorted()
    guard !differences.contains(where: \.isNaN) else { return nil }
    let (n, m) = (Double(x.count), Double(y.count))
    let z = NormalDistribution.quantile(1 - (1 - confidence) / 2)
    let rank = (n * m / 2 - z * (n * m * (n + m + 1) / 12).squareRoot()).rounded(.down)
    let skipped = Int(max(rank, 1)) - 1
    guard differences.indices.contains(skipped) else { return nil }
    return (median(differences), differences[skipped], differences[differences.count - 1 - skipped])
  }

  private static func median(_ sorted: [Double]) -> Double {
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }

  /// Mid-ranks from 1 on, and the sum of t^3 - t over groups of equal values.
  private static func ranking(_ values: [Double]) -> (ranks: [Double], tieTerm: Double) {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = Array(repeating: 0.0, count: values.count)
    var tieTerm = 0.0
    var start = 0
    while start < order.count {
      let end = order[start...].firstIndex { values[$0] != values[order[start]] } ?? order.count
      let size = Double(end - start)
      tieTerm += size * size * size - size
      for place in start..<end { ranks[order[place]] = Double(start) + (size + 1) / 2 }
      start = end
    }
    return (ranks, tieTerm)
  }

  private static func exact(_ u: Double, _ n: Int, _ m: Int, _ alternative: Alternative) -> Double {
    let upper = upperTail(atLeast: Int(u.rounded()), n, m)
    let lower = upperTail(atLeast: n * m - Int(u.rounded()), n, m)
    return switch alternative {
    case .twoSided: min(2 * min(upper, lower), 1)
    case .greater: upper
    case .less: lower
    }
  }

  /// P(U >= u) over all orders of the samples.
  private static func upperTail(atLeast u: Int, _ n: Int, _ m: Int) -> Double {
    let ways = orders(n, m)
    return ways.dropFirst(max(u, 0)).reduce(0, +) / ways.reduce(0, +)
  }

  /// In how many orders U takes each value: the coefficients of the Gaussian binomial, multiplied out factor by factor.
  private static func orders(_ n: Int, _ m: Int) -> [Double] {
    var ways = [1] + Array(repeating: 0.0, count: n * m)
    for i in 1...n {
      for k in stride(from: n * m, through: m + i, by: -1) { ways[k] -= ways[k - m - i] }
      for k in stride(from: i, through: n * m, by: 1) { ways[k] += ways[k - i] }
    }
    return ways
  }
}
