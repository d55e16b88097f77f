/// Welch's t test of two means with unequal variances, for reports: it is valid at one look only.
///
/// Source: the statistics study, section 1.9.
public struct WelchTest: Sendable, Equatable {
  /// A sample in three numbers.
  public struct Sample: Sendable, Equatable {
    /// The mean.
    public var mean: Double
    /// The standard deviation, with n - 1.
    public var deviation: Double
    /// How many observations.
    public var count: Double

    /// Makes a summary.
    public init(mean: Double, deviation: Double, count: Double) {
      (self.mean, self.deviation, self.count) = (mean, deviation, count)
    }
  }

  /// The statistic.
  public let t: Double
  /// The degrees of freedom, by Welch and Satterthwaite.
  public let degreesOfFreedom: Double
  /// The two-sided p-value.
  public let p: Double

  /// Compares two samples; nil with fewer than two observations on a side or without any scatter.
  public init?(_ a: Sample, _ b: Sample) {
    guard a.count > 1, b.count > 1, a.count < 1e15, b.count < 1e15 else { return nil }
    let (va, vb) = (a.deviation * a.deviation / a.count, b.deviation * b.deviation / b.count)
    let variance = va + vb
    guard variance > 0, variance < 1e150, abs(a.mean) < 1e150, abs(b.mean) < 1e150 else { return nil }
    t = (a.mean - b.mean) / variance.squareRoot()
    let (sa, sb) = (va / variance, vb / variance)
    degreesOfFreedom = 1 / (sa * sa / (a.count - 1) + sb * sb / (b.count - 1))
    p = StudentDistribution.twoSidedTail(t, degreesOfFreedom: degreesOfFreedom)
  }
}
