/// Other settings of the competitors: does any come near, with few false rollbacks?
///
/// Thresholds are scaled with the true rate, which nobody has in practice.
struct Sweep: Sendable {
  let seed: UInt64
  let runs: Int

  private static let settings: [MethodKind] = [1.2, 1.5, 2, 3, 5].flatMap { factor in
    [1, 2, 3, 5, 10].map { MethodKind.flagger(factor: factor, threshold: $0) }
      + [0, 1, 2, 3, 5].map { MethodKind.argo(factor: factor, failureLimit: $0) }
  }

  func report(_ table: ResultTable) async {
    let study = Study(seed: seed)
    let cells = table.cells("grid") { !$0.isOverdispersed }
    let healthy = cells.filter(\.isHealthy)
    let harmful = cells.filter { $0.rps >= 20 && $0.candidateRate >= 1.9 * $0.base && $0.candidateRate > 0.0035 }
    await InOrder.run(Self.settings.count) { index in
      let kind = Self.settings[index]
      let blamed = worst(healthy.map { study.result($0, kind, runs: runs).rolledBack })
      let ratios = harmful.compactMap { cell -> Double? in
        guard let ours = table[cell, .slipway]?.harm, ours > 0 else { return nil }
        return study.result(cell, kind, runs: max(runs / 4, 10)).harm / ours
      }
      return (blamed, geometricMean(ratios))
    } take: { index, result in
      print(
        "sweep \(Self.settings[index].name): worst false rollbacks \(GoalLine.percent(result.0)), harm "
          + GoalLine.factor(result.1))
    }
  }
}
