/// The population stability index: `sum (p - q) ln(p / q)` with half an observation added to every bin.
///
/// Two samples of one law give an index above 0 that depends on their sizes, so that no constant tells drift from
/// chance. The threshold here does, without permutations, and the corrected index says how large the drift is.
///
/// Source: the statistics study, section 1.11 (Yurdakul).
public struct PopulationStability: Sendable, Equatable {
  /// The index.
  public let index: Double
  /// What chance alone gives on average.
  public let nullMean: Double
  /// The index less what chance gives.
  public var corrected: Double { index - nullMean }
  private let samples: BinnedSamples

  /// Compares two histograms.
  public init(_ samples: BinnedSamples) {
    self.samples = samples
    let extra = 0.5 * Double(samples.bins)
    index = zip(samples.reference, samples.current).reduce(0) { sum, counts in
      let p = (counts.0 + 0.5) / (samples.referenceTotal + extra)
      let q = (counts.1 + 0.5) / (samples.currentTotal + extra)
      return sum + (p - q) * naturalLog(p / q)
    }
    nullMean = Double(samples.bins - 1) * samples.chance
  }

  /// The index that chance exceeds with probability `alpha`.
  public func threshold(alpha: Double) -> Double { samples.chance * samples.chiSquaredQuantile(alpha: alpha) }
}
