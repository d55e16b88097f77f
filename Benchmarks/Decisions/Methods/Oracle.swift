/// What could be done at best: Wald's sequential test on the same scrapes, told the true rates of both versions.
struct Oracle: DecisionMethod {
  let ladder: [Double]
  private let candidate: Double
  private let tolerated: Double
  private let margins: [Double]
  private let capped: [Bool]
  private var harm = 0.0
  private var health: [Double]
  private var dwell = 0

  init(_ scenario: Scenario, ladder: [Double] = commonLadder) {
    self.ladder = ladder
    let candidate = min(scenario.candidateRate, 1 - 1e-9)
    let tolerated = max(1.1 * scenario.base, 0.001)
    let next = ladder.dropFirst() + [1.0]
    margins = next.map { min(max((1 + 0.5 / $0) * scenario.base, 0.005 / $0), 0.5) }
    capped = next.enumerated().map { index, weight in
      index < ladder.count - 1 && candidate * scenario.rps * Scenario.interval * weight <= 25 && candidate <= tolerated
    }
    health = ladder.map { _ in 0 }
    (self.candidate, self.tolerated) = (candidate, tolerated)
  }

  mutating func decide(_ scrape: Scrape, index: Int, step: Int) -> Action {
    dwell += 1
    let tally = scrape.candidate
    let candidate = candidate
    let ratio = { (null: Double) in
      Double(tally.errors) * log(candidate / null)
        + Double(tally.requests - tally.errors) * log((1 - candidate) / (1 - null))
    }
    if candidate > tolerated {
      harm += ratio(tolerated)
      if harm >= log(100) { return .rollBack }
    }
    for gate in health.indices { health[gate] += ratio(margins[gate]) }
    let proven = candidate < margins[step] && health[step] >= log(20)
    guard proven || capped[step], dwell >= 4 else { return .keep }
    dwell = 0
    return step == ladder.count - 1 ? .promote : .advance
  }
}
