/// The Jensen-Shannon divergence, and the distance made of it.
///
/// Source: the statistics study, section 1.11.
public struct JensenShannon: Sendable, Equatable {
  /// The divergence, in nats, from 0 to ln 2.
  public let divergence: Double
  /// What chance alone gives on average.
  public let nullMean: Double
  private let samples: BinnedSamples

  /// Compares two histograms.
  public init(_ samples: BinnedSamples) {
    self.samples = samples
    let sum = samples.shares.reduce(0.0) { sum, share in
      let middle = (share.reference + share.current) / 2
      return sum + Self.term(share.reference, middle) + Self.term(share.current, middle)
    }
    divergence = max(sum / 2, 0)
    nullMean = Double(samples.bins - 1) * samples.chance / 8
  }

  /// The root of the divergence in bits, from 0 to 1.
  public var distance: Double { (divergence / naturalLog(2)).squareRoot() }

  /// The distance of the divergence less what chance gives.
  public var correctedDistance: Double { (max(divergence - nullMean, 0) / naturalLog(2)).squareRoot() }

  /// The divergence that chance exceeds with probability `alpha`.
  public func threshold(alpha: Double) -> Double { samples.chance * samples.chiSquaredQuantile(alpha: alpha) / 8 }

  private static func term(_ p: Double, _ q: Double) -> Double { p > 0 ? p * naturalLog(p / q) : 0 }
}
