/// A mixture of bets on alternatives, each with restarts and with processes that bet only from a step on.
///
/// The capital is divided over the alternatives by their prior. Of each alternative's share one part starts at once,
/// small parts start with every later block (they catch a candidate that turns bad after a long good record), and one
/// part for each step after the first bets only while the rollout is at that step or further (they catch faults that
/// appear only under load, which good data from a lower weight would hide). The parts sum to 1, so that the mixture is
/// one e-process: the chance that it ever exceeds 1/alpha under the null is at most alpha.
///
/// Source: the statistics study, section 1.2.
struct EvidenceMixture: Sendable, Codable, Equatable {
  /// What the bets are worth, as logarithms.
  struct Value: Sendable, Equatable {
    /// All processes: this one decides about a rollback.
    var total: Double
    /// Those that see all the data: this one says whether the evidence leans to harm.
    var pooled: Double
  }

  /// ln of the closed blocks' capital of each alternative, its restarts included.
  private var pooled: [Double]
  /// The same for the processes of the steps after the first.
  private var levels: [[Double]]

  init(alternatives: Int, steps: Int, levelMass: Double) {
    let count = max(steps - 1, 0)
    let start = count > 0 ? LogDomain.log(levelMass / Double(count)) : LogDomain.zero
    pooled = Array(repeating: LogDomain.zero, count: alternatives)
    levels = Array(repeating: Array(repeating: start, count: alternatives), count: count)
  }

  /// The value with a running block: its log likelihood ratio of each alternative, the log mass that starts with it,
  /// and the step at which it runs.
  func value(_ logRatios: [Double], logPrior: [Double], start: Double, step: Int) -> Value {
    let prior = { (index: Int) in index < logPrior.count ? logPrior[index] : LogDomain.zero }
    let alternatives = min(pooled.count, logRatios.count)
    var capital = (0..<alternatives).map { LogDomain.add(pooled[$0], start) + logRatios[$0] + prior($0) }
    let all = LogDomain.sum(capital)
    var total = all
    for (index, level) in levels.enumerated() where level.count >= alternatives {
      let active = step > index
      for place in capital.indices { capital[place] = level[place] + (active ? logRatios[place] : 0) + prior(place) }
      total = LogDomain.add(total, LogDomain.sum(capital))
    }
    return Value(total: LogDomain.bounded(total), pooled: LogDomain.bounded(all))
  }

  /// Takes a finished block into the capital.
  mutating func close(_ logRatios: [Double], start: Double, step: Int) {
    for (index, ratio) in logRatios.enumerated() where index < pooled.count {
      pooled[index] = LogDomain.bounded(LogDomain.add(pooled[index], start) + ratio)
      for level in levels.indices where step > level && index < levels[level].count {
        levels[level][index] = LogDomain.bounded(levels[level][index] + ratio)
      }
    }
  }
}
