import KubeCore

/// Runs the cells of the study of latency.
struct LatencyStudy: Sendable {
  let seed: UInt64
  private static let histories: UInt64 = 20

  func result(_ scenario: LatencyScenario, _ kind: MethodKind, runs: Int) -> CellResult {
    let seed = SplitMix64.mixed(
      self.seed, scenario.scale.bitPattern, scenario.delayed.bitPattern, scenario.rps.bitPattern,
      scenario.isOverdispersed ? 1 : 0)
    let limit = 1.25 * LatencyLaw.exactP99
    let automatic = AutomaticLadder.of(scenario)
    let count = UInt64(runs)
    let results: [RunResult]
    switch kind {
    case .flaggerDocumented: results = play(LatencyFlagger(limit: 0.5), scenario, seed, count)
    case .flaggerTuned: results = play(LatencyFlagger(limit: limit), scenario, seed, count)
    case .argoTuned: results = play(LatencyArgo(limit: limit), scenario, seed, count)
    case .kayenta:
      results = (0..<count).map {
        Self.run(scenario, LatencyKayenta(random: SplitMix64(seed, $0, 4)), seed: seed, run: $0)
      }
    case .oracle: results = play(LatencyOracle(scenario), scenario, seed, count)
    case .slipway: results = playSlipway(commonLadder, scenario, seed, count)
    case .slipwayAutomatic: results = playSlipway(automatic, scenario, seed, count)
    default: results = []
    }
    return CellResult(results)
  }

  static let kinds: [MethodKind] = [
    .flaggerDocumented, .flaggerTuned, .argoTuned, .kayenta, .slipway, .slipwayAutomatic, .oracle,
  ]

  private func play(_ method: some LatencyMethod, _ scenario: LatencyScenario, _ seed: UInt64, _ runs: UInt64)
    -> [RunResult]
  {
    (0..<runs).map { Self.run(scenario, method, seed: seed, run: $0) }
  }

  private func playSlipway(_ ladder: [Double], _ scenario: LatencyScenario, _ seed: UInt64, _ runs: UInt64)
    -> [RunResult]
  {
    let histories = min(runs, Self.histories)
    return (0..<histories).flatMap { history in
      let method = LatencySlipway(scenario, ladder: ladder, seed: SplitMix64.mixed(seed, history))
      return stride(from: history, to: runs, by: Int(histories)).map {
        Self.run(scenario, method, seed: seed, run: $0)
      }
    }
  }

  private static func run(_ scenario: LatencyScenario, _ method: some LatencyMethod, seed: UInt64, run: UInt64)
    -> RunResult
  {
    var method = method
    var traffic = LatencyTraffic(scenario, seed: seed, run: run + 1)
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
      guard result.end == .keep else {
        result.time = Double(index + 1) * Scenario.interval
        break
      }
    }
    let left = result.end == .promote ? Scenario.horizon - result.time : 0
    result.harmInTwoHours = result.harm + scenario.slow * scenario.rps * left
    return result
  }
}

private enum AutomaticLadder {
  static func of(_ scenario: LatencyScenario) -> [Double] {
    MethodKind.automaticLadder(Scenario(base: 0, rps: scenario.rps))
  }
}
