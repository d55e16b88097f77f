/// The difference of two means, candidate less stable, from the pairs of means of many scrapes.
///
/// The variance comes from the scatter of the scrapes' own differences, so that whatever makes answers depend on each
/// other is in it. Only sums are kept.
///
/// Source: the statistics study, section 1.9.
public struct MeanDifference: Sendable, Codable, Equatable {
  /// One side of a scrape.
  public struct Mean: Sendable, Codable, Equatable {
    /// How many values were averaged.
    public var count: Double
    /// Their mean.
    public var value: Double

    /// Makes a mean.
    public init(count: Double, value: Double) { (self.count, self.value) = (count, value) }
  }

  /// A difference with its confidence sequence.
  public struct Interval: Sendable, Equatable {
    /// Candidate less stable.
    public var difference: Double
    /// The variance of the difference.
    public var variance: Double
    /// How many equally heavy scrapes this is worth.
    public var effectiveCount: Double
    /// The standard deviation of one such scrape.
    public var deviation: Double
    /// The half width of the interval, valid at every look.
    public var radius: Double

    /// The ends of the interval.
    public var lower: Double { difference - radius }
    /// The ends of the interval.
    public var upper: Double { difference + radius }
  }

  /// How many scrapes were taken in.
  public private(set) var scrapes = 0
  private var weight = 0.0
  private var squaredWeight = 0.0
  private var mean = 0.0
  /// The weighted sum of squares about the mean.
  private var scatter = 0.0

  /// Starts without scrapes.
  public init() {}

  /// Takes one scrape; one that lacks a side says nothing.
  public mutating func observe(candidate: Mean, stable: Mean) {
    guard candidate.count > 0, stable.count > 0, candidate.count < 1e15, stable.count < 1e15 else { return }
    guard abs(candidate.value) < 1e150, abs(stable.value) < 1e150 else { return }
    let w = candidate.count * stable.count / (candidate.count + stable.count)
    let distance = candidate.value - stable.value - mean
    weight += w
    squaredWeight += w * w
    mean += distance * w / weight
    scatter += w * distance * (candidate.value - stable.value - mean)
    scrapes = min(scrapes + 1, Int(Int32.max))
  }

  /// Exchanges the two sides.
  mutating func negate() { mean = -mean }

  /// The difference and its confidence sequence; nil with fewer than two scrapes.
  public func interval(_ mixture: NormalMixture) -> Interval? {
    guard scrapes > 1, weight > 0, squaredWeight > 0 else { return nil }
    let variance = max(scatter, 0) / Double(scrapes - 1) / weight
    let effective = weight * weight / squaredWeight
    let deviation = (variance * effective).squareRoot()
    let radius = mixture.twoSidedRadius(n: effective, deviation: deviation)
    guard radius.isFinite else { return nil }
    return Interval(
      difference: mean, variance: variance, effectiveCount: effective, deviation: deviation, radius: radius)
  }
}
