import KubeCore
import Statistics

/// Goal 9: how often the tests for drift fire on two samples of one law.
struct DriftStudy: Sendable {
  let seed: UInt64
  let replicates: Int

  private static let nominal = 0.01
  private static let sizes: [(bins: Int, current: Int)] = [
    (5, 200), (10, 200), (20, 200), (40, 1000), (10, 1000), (20, 10_000), (5, 10_000),
  ]
  static let names = ["PSI", "JS", "KS", "W1"]

  /// The shares of false alarms of each test over the sizes, and of the constants in use: PSI and JS distance above 0.1.
  func alarms() -> (tests: [[Double]], constants: [[Double]]) {
    var (tests, constants): ([[Double]], [[Double]]) = ([], [])
    for size in Self.sizes {
      var (fired, fixed) = ([0.0, 0, 0, 0], [0.0, 0])
      for replicate in 0..<replicates {
        var random = SplitMix64(seed, UInt64(size.bins * 100_000 + size.current), UInt64(replicate))
        let shares = Self.shares(size.bins)
        let draw = { (n: Int, random: inout SplitMix64) in random.multinomial(n, shares).map(Double.init) }
        guard
          let samples = BinnedSamples(
            reference: draw(5 * size.current, &random), current: draw(size.current, &random))
        else { continue }
        for (index, alarm) in Self.alarms(samples).enumerated() where alarm { fired[index] += 1 }
        if PopulationStability(samples).index > 0.1 { fixed[0] += 1 }
        if JensenShannon(samples).distance > 0.1 { fixed[1] += 1 }
      }
      tests.append(fired.map { $0 / Double(replicates) })
      constants.append(fixed.map { $0 / Double(replicates) })
    }
    return (tests, constants)
  }

  var line: GoalLine {
    let (tests, constants) = alarms()
    let worstOf = { (table: [[Double]], index: Int) in worst(table.map { $0[index] }) }
    let text = Self.names.indices.map { "\(Self.names[$0]) \(GoalLine.percent(worstOf(tests, $0)))" }
    let rates = tests.flatMap(\.self)
    // Three standard errors of the estimate itself.
    let slack = 3 * (2 * Self.nominal / Double(replicates)).squareRoot()
    return GoalLine(
      number: 9, isMet: worst(rates) <= 2 * Self.nominal + slack,
      figures:
        "false alarms of drift at a nominal 1 %, worst over sizes: \(text.joined(separator: ", ")) (at most 2 %, "
        + "plus \(GoalLine.percent(slack)) for \(replicates) replicates); PSI > 0.1 up to "
        + "\(GoalLine.percent(worstOf(constants, 0))), JS distance > 0.1 up to \(GoalLine.percent(worstOf(constants, 1)))"
    )
  }

  /// A law with a long tail, none of its bins rare.
  private static func shares(_ bins: Int) -> [Double] {
    let weights = (0..<bins).map { 1 / (1 + 4 * Double($0) / Double(bins)) }
    let sum = weights.reduce(0, +)
    return weights.map { $0 / sum }
  }

  private static func alarms(_ samples: BinnedSamples) -> [Bool] {
    let (stability, divergence) = (PopulationStability(samples), JensenShannon(samples))
    let distance = WassersteinDistance(samples, points: samples.reference.indices.map(Double.init))
    return [
      stability.index > stability.threshold(alpha: nominal),
      divergence.divergence > divergence.threshold(alpha: nominal),
      KolmogorovSmirnov(samples).p < nominal, distance.map { $0.distance > $0.threshold(alpha: nominal) } ?? false,
    ]
  }
}
