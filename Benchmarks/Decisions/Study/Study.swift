import BenchmarkSupport
import KubeCore

/// Runs cells, many at a time.
struct Study: Sendable {
  let seed: UInt64
  /// How many stable histories a cell's judges start from, in turn.
  private static let histories: UInt64 = 40

  func result(_ scenario: Scenario, _ kind: MethodKind, runs: Int) -> CellResult {
    let start = ThreadClock.seconds
    var result = CellResult(self.runs(scenario, kind, UInt64(runs)))
    result.cpuSeconds = ThreadClock.seconds - start
    return result
  }

  private func runs(_ scenario: Scenario, _ kind: MethodKind, _ runs: UInt64) -> [RunResult] {
    let seed = cellSeed(scenario)
    switch kind {
    case .flaggerDocumented: return play(Flagger(limit: 0.01), scenario, runs)
    case .flaggerTuned: return play(Flagger(limit: MethodKind.tuned(scenario)), scenario, runs)
    case .argoDocumented: return play(Argo(limit: 0.05, every: 300, pause: 600), scenario, runs)
    case .argoTuned: return play(Argo(limit: MethodKind.tuned(scenario), every: 60, pause: 300), scenario, runs)
    case .flagger(let factor, let threshold):
      return play(Flagger(limit: MethodKind.tuned(scenario, factor: factor), threshold: threshold), scenario, runs)
    case .argo(let factor, let limit):
      let method = Argo(
        limit: MethodKind.tuned(scenario, factor: factor), every: 60, pause: 300, failureLimit: limit)
      return play(method, scenario, runs)
    case .kayenta:
      return (0..<runs).map {
        Replay.run(scenario, Kayenta(random: SplitMix64(seed, $0, 4)), seed: seed, run: $0)
      }
    case .slipway: return playSlipway(commonLadder, scenario, runs)
    case .slipwayAutomatic: return playSlipway(MethodKind.automaticLadder(scenario), scenario, runs)
    case .oracle: return play(Oracle(scenario), scenario, runs)
    case .oracleAutomatic:
      return play(Oracle(scenario, ladder: MethodKind.automaticLadder(scenario)), scenario, runs)
    }
  }

  private func play(_ method: some DecisionMethod, _ scenario: Scenario, _ runs: UInt64) -> [RunResult] {
    let seed = cellSeed(scenario)
    return (0..<runs).map { Replay.run(scenario, method, seed: seed, run: $0) }
  }

  private func playSlipway(_ ladder: [Double], _ scenario: Scenario, _ runs: UInt64) -> [RunResult] {
    let seed = cellSeed(scenario)
    let histories = min(runs, Self.histories)
    return (0..<histories).flatMap { history in
      let method = Slipway(scenario, ladder: ladder, seed: SplitMix64.mixed(seed, history))
      return stride(from: history, to: runs, by: Int(histories)).map {
        Replay.run(scenario, method, seed: seed, run: $0)
      }
    }
  }

  /// The same traffic for every method of a cell, and other traffic in every cell.
  private func cellSeed(_ scenario: Scenario) -> UInt64 {
    let incident = scenario.incident
    return SplitMix64.mixed(
      seed, scenario.base.bitPattern, scenario.candidateRate.bitPattern, scenario.rps.bitPattern,
      scenario.isOverdispersed ? 1 : 0, (incident?.added ?? 0).bitPattern, (incident?.skew ?? 0).bitPattern,
      scenario.onset.bitPattern)
  }
}
