/// Argo Rollouts: a background AnalysisRun that fails after more than `failureLimit` failed measurements, or five
/// without data in a row. Steps advance by their pause alone.
///
/// Source: Argo's documentation of analysis.
struct Argo: DecisionMethod {
  let ladder = commonLadder
  let limit: Double
  let ticks: Int
  let pause: Int
  var failureLimit = 3
  private var tally = Tally()
  private var failed = 0
  private var empty = 0

  init(limit: Double, every seconds: Double, pause: Double, failureLimit: Int = 3) {
    self.limit = limit
    ticks = Int(seconds / Scenario.interval)
    self.pause = Int(pause / Scenario.interval)
    self.failureLimit = failureLimit
  }

  mutating func decide(_ scrape: Scrape, index: Int, step: Int) -> Action {
    tally = tally + scrape.candidate
    if (index + 1) % ticks == 0 {
      empty = tally.requests == 0 ? empty + 1 : 0
      if tally.requests > 0, Double(tally.errors) > limit * Double(tally.requests) { failed += 1 }
      tally = Tally()
      if failed > failureLimit || empty > 4 { return .rollBack }
    }
    guard (index + 1) % pause == 0 else { return .keep }
    return step == ladder.count - 1 ? .promote : .advance
  }
}
