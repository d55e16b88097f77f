/// The two-sample Kolmogorov-Smirnov statistic on bins: the greatest gap between the cumulative shares.
///
/// On bins the test is conservative: fewer false alarms than stated.
///
/// Source: the statistics study, section 1.11.
public struct KolmogorovSmirnov: Sendable, Equatable {
  /// The gap, from 0 to 1.
  public let distance: Double
  /// The gap in units of its scatter.
  public let z: Double
  private let chance: Double

  /// Compares two histograms.
  public init(_ samples: BinnedSamples) {
    distance = samples.cumulativeShares.map { abs($0.reference - $0.current) }.max() ?? 0
    chance = samples.chance
    z = distance / chance.squareRoot()
  }

  /// The chance of such a gap between samples of one law.
  public var p: Double { KolmogorovDistribution.upperTail(z) }

  /// The gap that chance exceeds with probability `alpha` at most.
  public func threshold(alpha: Double) -> Double { KolmogorovDistribution.upperQuantile(alpha) * chance.squareRoot() }
}
