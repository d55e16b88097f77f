import KubeCore
import Statistics

/// Kayenta's NetflixACAJudge: the 98 % rank interval of the shift of the error rates of each minute, against a baseline of
/// equal size; "High" when its lower end exceeds a quarter of the shift. Judged every 15 minutes on the growing window.
///
/// Source: `MannWhitneyClassifier`, `NetflixACAJudge`.
struct Kayenta: DecisionMethod {
  let ladder = commonLadder
  private let pause = 60
  private var random: SplitMix64
  private var candidate: [Double] = []
  private var baseline: [Double] = []
  private var minute = (candidate: Tally(), baseline: Tally())

  init(random: SplitMix64) { self.random = random }

  mutating func decide(_ scrape: Scrape, index: Int, step: Int) -> Action {
    let (canary, stable) = (scrape.candidate, scrape.stable)
    let size = min(canary.requests, stable.requests)
    let errors = random.hypergeometric(marked: stable.errors, total: stable.requests, drawn: size)
    minute = (minute.candidate + canary, minute.baseline + Tally(requests: size, errors: errors))
    if (index + 1) % 4 == 0 { endMinute() }
    guard (index + 1) % pause == 0 else { return .keep }
    if Self.isHigh(candidate, baseline) { return .rollBack }
    return step == ladder.count - 1 ? .promote : .advance
  }

  private mutating func endMinute() {
    let rate = { (tally: Tally) in Double(tally.errors) / Double(tally.requests) }
    if minute.candidate.requests > 0 { candidate.append(rate(minute.candidate)) }
    if minute.baseline.requests > 0 { baseline.append(rate(minute.baseline)) }
    minute = (Tally(), Tally())
  }

  static func isHigh(_ candidate: [Double], _ baseline: [Double]) -> Bool {
    guard candidate != baseline, let shift = RankComparison.shift(candidate, baseline, confidence: 0.98) else {
      return false
    }
    return shift.lower > 0.25 * abs(shift.estimate)
  }
}
