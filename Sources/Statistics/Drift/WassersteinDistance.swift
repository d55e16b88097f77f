/// The Wasserstein distance on bins: how far, on average, observations have to be moved.
///
/// Its law under the null is matched by a gamma law with the exact mean and variance (Wilson and Hilferty).
///
/// Source: the statistics study, section 1.11.
public struct WassersteinDistance: Sendable, Equatable {
  /// The distance, in the unit of the points.
  public let distance: Double
  /// The distance over the reference's standard deviation; nil when the reference does not vary.
  public let normed: Double?
  /// What chance alone gives on average.
  public let nullMean: Double
  /// The variance of the distance under the null.
  public let nullVariance: Double
  private let deviation: Double

  /// Compares two histograms whose bins stand at `points`, ascending; nil unless there is one for each bin.
  public init?(_ samples: BinnedSamples, points: [Double]) {
    guard points.count == samples.bins, points.allSatisfy({ abs($0) < 1e150 }) else { return nil }
    let gaps = zip(points.dropFirst(), points).map { $0 - $1 }
    guard gaps.allSatisfy({ $0 >= 0 }) else { return nil }
    let shares = samples.cumulativeShares
    distance = zip(shares, gaps).reduce(0) { $0 + abs($1.0.reference - $1.0.current) * $1.1 }
    deviation = Self.deviation(samples, points)
    normed = deviation > 0 ? distance / deviation : nil
    (nullMean, nullVariance) = Self.nullMoments(samples, gaps)
  }

  /// The normed distance less what chance gives.
  public var corrected: Double? { deviation > 0 ? (distance - nullMean) / deviation : nil }

  /// The distance that chance exceeds with probability `alpha`; infinite when nothing varies.
  public func threshold(alpha: Double) -> Double {
    guard nullVariance > 0, nullMean > 0 else { return .infinity }
    let spread = nullVariance / (9 * nullMean * nullMean)
    let root = 1 - spread - NormalDistribution.quantile(alpha) * spread.squareRoot()
    return nullMean * root * root * root
  }

  private static func deviation(_ samples: BinnedSamples, _ points: [Double]) -> Double {
    let shares = samples.shares.map(\.reference)
    let mean = zip(shares, points).reduce(0) { $0 + $1.0 * $1.1 }
    return zip(shares, points).reduce(0) { $0 + $1.0 * ($1.1 - mean) * ($1.1 - mean) }.squareRoot()
  }

  private static func nullMoments(_ samples: BinnedSamples, _ gaps: [Double]) -> (mean: Double, variance: Double) {
    var below = 0.0
    let total = samples.referenceTotal + samples.currentTotal
    let edges = zip(zip(samples.reference, samples.current), gaps).map { counts, gap in
      below += counts.0 + counts.1
      let share = min(below / total, 1)
      return (share: share, scatter: (share * (1 - share)).squareRoot(), gap: gap)
    }
    let mean = (2 * samples.chance / .pi).squareRoot() * edges.reduce(0) { $0 + $1.scatter * $1.gap }
    var sum = 0.0
    for (i, a) in edges.enumerated() where a.scatter > 0 {
      for (j, b) in edges.enumerated().dropFirst(i) where b.scatter > 0 {
        let r = min(a.share * (1 - b.share) / (a.scatter * b.scatter), 1)
        let term = a.scatter * b.scatter * ((1 - r * r).squareRoot() + r * arcSine(r) - 1) * a.gap * b.gap
        sum += i == j ? term : 2 * term
      }
    }
    return (mean, max(samples.chance * 2 / .pi * sum, 0))
  }
}
