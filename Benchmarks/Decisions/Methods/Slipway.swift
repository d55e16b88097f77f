import Analysis
import Statistics

/// The product: its judge, fed with the counters that each pod shows.
struct Slipway: DecisionMethod {
  let ladder: [Double]
  private var judge: RolloutJudge
  private var counters = PodCounters()
  private var scrapes: Int

  /// A judge that has watched stable alone for an hour.
  init(_ scenario: Scenario, ladder: [Double], seed: UInt64) {
    self.ladder = ladder
    var configuration = JudgeConfiguration()
    configuration.latency = nil
    judge = RolloutJudge(configuration: configuration, steps: ladder, began: 0)
    scrapes = 0
    var quiet = scenario
    quiet.incident = nil
    var traffic = Traffic(quiet, seed: seed, run: 0)
    for _ in 0..<240 { observe(traffic.next(weight: 0), step: 0, weight: 0) }
  }

  mutating func decide(_ scrape: Scrape, index: Int, step: Int) -> Action {
    observe(scrape, step: step, weight: ladder[step])
    switch judge.assess(at: time).outcome {
    case .advance: return step == ladder.count - 1 ? .promote : .advance
    case .promote: return .promote
    case .rollBack: return .rollBack
    case .retreat: return .retreat
    case .wait, .hold: return .keep
    }
  }

  private var time: Double { Double(scrapes) * Scenario.interval }

  private mutating func observe(_ scrape: Scrape, step: Int, weight: Double) {
    let before = time
    scrapes += 1
    judge.observe(
      counters.samples(scrape, at: time, previous: before), at: time, step: step, weight: weight)
  }
}
