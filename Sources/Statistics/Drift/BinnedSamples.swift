/// Two histograms over the same bins: what is known, and what is seen now.
public struct BinnedSamples: Sendable, Equatable {
  /// The counts of the reference.
  public let reference: [Double]
  /// The counts of the sample that is compared with it.
  public let current: [Double]
  /// The observations in the reference.
  public let referenceTotal: Double
  /// The observations in the sample.
  public let currentTotal: Double

  /// The most bins that are compared.
  public static let mostBins = 1024

  /// Pairs two histograms; nil unless both have the same 2 to 1024 bins, no count is negative or not finite, and
  /// neither is empty.
  public init?(reference: [Double], current: [Double]) {
    guard reference.count == current.count, (2...Self.mostBins).contains(reference.count) else { return nil }
    guard (reference + current).allSatisfy({ $0 >= 0 && $0 < 1e15 }) else { return nil }
    let totals = (reference.reduce(0, +), current.reduce(0, +))
    guard totals.0 > 0, totals.1 > 0 else { return nil }
    (self.reference, self.current) = (reference, current)
    (referenceTotal, currentTotal) = totals
  }

  /// The number of bins.
  public var bins: Int { reference.count }

  /// `1/n + 1/m`: how much two samples of one law differ by chance.
  public var chance: Double { 1 / referenceTotal + 1 / currentTotal }

  /// The shares of both in each bin.
  var shares: [(reference: Double, current: Double)] {
    zip(reference, current).map { ($0 / referenceTotal, $1 / currentTotal) }
  }

  /// The shares of both at or below each inner edge.
  var cumulativeShares: [(reference: Double, current: Double)] {
    var (a, b) = (0.0, 0.0)
    return zip(reference, current).dropLast().map {
      a += $0
      b += $1
      return (a / referenceTotal, b / currentTotal)
    }
  }

  /// The quantile of chi-square with one degree of freedom less than there are bins.
  func chiSquaredQuantile(alpha: Double) -> Double {
    ChiSquaredDistribution.quantile(1 - alpha, degreesOfFreedom: Double(bins - 1))
  }
}
