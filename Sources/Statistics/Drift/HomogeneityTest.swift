/// Pearson's chi-square test of two histograms, for categories without an order.
///
/// Source: the statistics study, section 1.11.
public struct HomogeneityTest: Sendable, Equatable {
  /// The statistic.
  public let statistic: Double
  /// One less than the number of bins that hold anything.
  public let degreesOfFreedom: Int
  /// The p-value; 1 when only one bin holds anything.
  public let p: Double
  /// The size of the difference from 0 to 1: Cramér's V.
  public let effect: Double

  /// Compares two histograms.
  public init(_ samples: BinnedSamples) {
    let total = samples.referenceTotal + samples.currentTotal
    var (sum, filled) = (0.0, 0)
    for (a, b) in zip(samples.reference, samples.current) where a + b > 0 {
      filled += 1
      // Bins so rare that nothing can be expected in them say nothing.
      for (seen, of) in [(a, samples.referenceTotal), (b, samples.currentTotal)] {
        let expected = (a + b) * (of / total)
        guard expected > 0 else { continue }
        sum += (seen - expected) * (seen - expected) / expected
      }
    }
    statistic = sum
    degreesOfFreedom = max(filled - 1, 0)
    p = filled > 1 ? ChiSquaredDistribution.upperTail(sum, degreesOfFreedom: Double(filled - 1)) : 1
    effect = (sum / total).squareRoot()
  }
}
