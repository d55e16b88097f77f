/// Plays one rollout against a method.
enum Replay {
  static func run(_ scenario: Scenario, _ method: some DecisionMethod, seed: UInt64, run: UInt64) -> RunResult {
    var method = method
    var traffic = Traffic(scenario, seed: seed, run: run + 1)
    var result = RunResult()
    var step = 0
    for index in 0..<Scenario.scrapes {
      let scrape = traffic.next(weight: method.ladder[step])
      result.harm += scrape.harm
      switch method.decide(scrape, index: index, step: step) {
      case .keep: continue
      case .advance: step += 1
      case .retreat: step -= 1
      case .rollBack: result.end = .rollBack
      case .promote: result.end = .promote
      }
      if result.end != .keep {
        result.time = Double(index + 1) * Scenario.interval
        break
      }
    }
    result.harmInTwoHours = result.harm
    if result.end == .promote {
      // A candidate promoted in error goes on failing with all of the traffic.
      let rate = max(scenario.candidateRate - scenario.base, 0) * scenario.rps
      result.harmInTwoHours += rate * (Scenario.horizon - result.time)
    }
    return result
  }
}
