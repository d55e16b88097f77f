import Statistics

/// What tests that look once say of the error rates of many rounds, for those who are used to them.
///
/// They hold for one look at rounds that were all there beforehand. A judge looks again and again, and decides by nothing
/// of this.
///
/// Source: the statistics study, section 1.9.
public struct RoundReport: Sendable, Equatable {
  /// In how many rounds both versions had requests.
  public let rounds: Int
  /// The means of the rounds' error rates, from 0 to 1.
  public let stable: Double
  public let candidate: Double
  /// The two-sided p-values of Welch's t test and of the Mann-Whitney test; nil where the rounds do not scatter.
  public let welch: Double?
  public let mannWhitney: Double?

  /// Compares the rates of two versions in the same rounds; nil with fewer than three.
  init?(_ rates: [(stable: Double, candidate: Double)]) {
    guard rates.count >= 3 else { return nil }
    let sides = (stable: rates.map(\.stable), candidate: rates.map(\.candidate))
    let samples = (Self.sample(sides.stable), Self.sample(sides.candidate))
    (rounds, stable, candidate) = (rates.count, samples.0.mean, samples.1.mean)
    welch = WelchTest(samples.1, samples.0)?.p
    mannWhitney = RankComparison.mannWhitney(sides.candidate, sides.stable, alternative: .twoSided)?.p
  }

  private static func sample(_ values: [Double]) -> WelchTest.Sample {
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return WelchTest.Sample(mean: mean, deviation: (squares / (count - 1)).squareRoot(), count: count)
  }
}

extension RoundReport {
  /// A line of text.
  public var text: String {
    func p(_ value: Double?) -> String {
      value.map { $0 < 0.001 ? "below 0.001" : NumberText.fixed($0, decimals: 3) } ?? "-"
    }
    return "Looked at once, \(rounds) rounds have error rates of \(NumberText.percent(candidate)) (candidate) and "
      + "\(NumberText.percent(stable)) (stable) on average: p is \(p(welch)) by Welch's test, "
      + "\(p(mannWhitney)) by Mann and Whitney's"
  }
}
