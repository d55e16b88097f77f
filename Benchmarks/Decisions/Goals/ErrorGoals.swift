/// Goals 1 to 8: the study of error rates.
///
/// Source: the statistics study, section 5.
struct ErrorGoals {
  let table: ResultTable
  private let slipway: [MethodKind] = [.slipway, .slipwayAutomatic]

  var lines: [GoalLine] {
    [
      falseRollbacks, sharedIncidents, excess, harm, grossFailures, falsePromotions, promotionTimes, lateFaults,
    ]
  }

  private func values(
    _ name: String, _ kind: MethodKind, where test: (Scenario) -> Bool = { _ in true },
    _ value: (CellResult) -> Double
  ) -> [Double] {
    table.cells(name, where: test).compactMap { table[$0, kind].map(value) }
  }

  private var falseRollbacks: GoalLine {
    let healthy = slipway.flatMap { values("grid", $0, where: \.isHealthy, \.rolledBack) }
    let edge = slipway.flatMap { values("edge_1.1", $0, \.rolledBack) }
    return GoalLine(
      number: 1, isMet: worst(healthy) <= 0.01 && worst(edge) <= 0.01,
      figures: "false rollbacks of healthy candidates: mean \(GoalLine.percent(mean(healthy))), worst cell "
        + "\(GoalLine.percent(worst(healthy))); at the edge of tolerance worst \(GoalLine.percent(worst(edge))) "
        + "(at most 1 % each)")
  }

  private var sharedIncidents: GoalLine {
    let names = Set(table.results.keys.map(\.name).filter { $0.hasPrefix("incident") })
    let rates = slipway.map { kind in names.flatMap { values($0, kind, \.rolledBack) } }
    let others = [MethodKind.flaggerTuned, .argoDocumented, .argoTuned, .kayenta].map { kind in
      "\(kind.name) \(GoalLine.percent(mean(names.flatMap { values($0, kind, \.rolledBack) })))"
    }
    return GoalLine(
      number: 2, isMet: worst(rates.flatMap(\.self)) <= 0.01 && rates.allSatisfy { mean($0) <= 0.002 },
      figures:
        "blamed for shared incidents: mean \(rates.map { GoalLine.percent(mean($0)) }.joined(separator: " / ")), "
        + "worst cell \(GoalLine.percent(worst(rates.flatMap(\.self)))) (at most 0.2 % and 1 %); "
        + others.joined(separator: ", "))
  }

  /// The cells in which harm is compared: enough traffic, and a regression beyond what is accepted.
  private func harmful(overdispersed: Bool) -> [Scenario] {
    table.cells("grid") { cell in
      cell.rps >= 20 && cell.isOverdispersed == overdispersed && cell.candidateRate >= 1.9 * cell.base
        && cell.candidateRate > 0.0035
    }
  }

  private func ratios(_ a: MethodKind, _ b: MethodKind, _ cells: [Scenario], _ value: (CellResult) -> Double)
    -> [Double]
  {
    cells.compactMap { cell in
      guard let a = table[cell, a], let b = table[cell, b], value(b) > 0 else { return nil }
      return value(a) / value(b)
    }
  }

  private var excess: GoalLine {
    let cells = harmful(overdispersed: false)
    let gross = cells.filter { if case .points = $0.effect { true } else { false } }
    let same = [(MethodKind.slipway, MethodKind.oracle), (.slipwayAutomatic, .oracleAutomatic)].map { kind, oracle in
      (
        all: ratios(kind, oracle, cells, \.harmBeforeDecision), gross: ratios(kind, oracle, gross, \.harmBeforeDecision)
      )
    }
    let met = same.allSatisfy { geometricMean($0.all) <= 1.5 && worst($0.all) <= 2.2 && worst($0.gross) <= 1.6 }
    let text = same.map {
      "\(GoalLine.factor(geometricMean($0.all))) mean, \(GoalLine.factor(worst($0.all))) worst, "
        + "\(GoalLine.factor(worst($0.gross))) worst gross failure"
    }
    return GoalLine(
      number: 3, isMet: met,
      figures: "bad requests before a rollback against the oracle on the same steps: \(text[0]); automatic steps "
        + "\(text[1]) (at most 1.5x, 2.2x, 1.6x)")
  }

  private var harm: GoalLine {
    let cells = harmful(overdispersed: false)
    let tuned = ratios(.flaggerTuned, .slipway, cells, \.harm)
    let documented = ratios(.flaggerDocumented, .slipway, cells, \.harm)
    let noisy = ratios(.flaggerTuned, .slipway, harmful(overdispersed: true), \.harm)
    let least = min(tuned.min() ?? .nan, noisy.min() ?? .nan)
    let others = [MethodKind.argoTuned, .argoDocumented, .kayenta].map {
      "\($0.name) \(GoalLine.factor(geometricMean(ratios($0, .slipway, cells, \.harm))))"
    }
    return GoalLine(
      number: 4, isMet: geometricMean(tuned) >= 8 && geometricMean(documented) >= 10 && least >= 1,
      figures:
        "harm in two hours: tuned Flagger \(GoalLine.factor(geometricMean(tuned))) as much (at least 8x), in its "
        + "best cell \(GoalLine.factor(least)) (at least 1x), documented \(GoalLine.factor(geometricMean(documented))) "
        + "(at least 10x); \(others.joined(separator: ", "))")
  }

  private var grossFailures: GoalLine {
    let isGross = { (cell: Scenario) in
      if case .points = cell.effect { return cell.rps >= 20 && !cell.isOverdispersed }
      return false
    }
    let scrapes = slipway.flatMap { values("grid", $0, where: isGross) { $0.medianRollback / Scenario.interval } }
    let isBusy = { (cell: Scenario) in isGross(cell) && cell.rps >= 200 }
    let bad = values("grid", .slipwayAutomatic, where: isBusy, \.harmBeforeDecision)
    let flagger = values("grid", .flaggerTuned, where: isBusy, \.harmBeforeDecision)
    return GoalLine(
      number: 5, isMet: worst(scrapes) <= 3 && worst(bad) <= 20,
      figures:
        "gross failures: rolled back after at most \(ResultTable.number(worst(scrapes))) scrapes in the median (at "
        + "most 3); busiest cells \(ResultTable.number(worst(bad))) bad requests (at most 20), tuned Flagger "
        + ResultTable.number(worst(flagger)))
  }

  private var falsePromotions: GoalLine {
    // Beyond the margin: more than half as much again, and above the rate that is accepted anyhow.
    let isBad = { (cell: Scenario) in
      cell.rps >= 20 && cell.candidateRate > 1.5 * cell.base && cell.candidateRate > 0.005
    }
    let rates = slipway.flatMap { values("grid", $0, where: isBad, \.promoted) }
    let others = [MethodKind.flaggerTuned, .kayenta].map {
      "\($0.name) up to \(GoalLine.percent(worst(values("grid", $0, where: isBad, \.promoted))))"
    }
    return GoalLine(
      number: 6, isMet: worst(rates) <= 0.05,
      figures: "promoted beyond the margin: worst cell \(GoalLine.percent(worst(rates))) (at most 5 %); "
        + others.joined(separator: ", "))
  }

  private var promotionTimes: GoalLine {
    var limits: [(Scenario, Double)] = []
    for cell in table.cells("grid", where: { $0.isHealthy && !$0.isOverdispersed }) {
      limits.append((cell, Self.minutes(base: cell.base, rps: cell.rps)))
    }
    let minutes = slipway.flatMap { kind in
      limits.compactMap { cell, limit in table[cell, kind].map { (cell, $0.medianPromotion / 60, limit) } }
    }
    let late = minutes.filter { $0.1 > $0.2 || $0.1.isNaN }
    let busy = limits.map(\.0).filter { $0.rps >= 20 }
    let speed = { (kind: MethodKind) in geometricMean(ratios(kind, .slipway, busy, \.medianPromotion)) }
    let text = minutes.sorted { ($0.0.rps, $0.0.base) < ($1.0.rps, $1.0.base) }.map {
      "\(GoalLine.percent($0.0.base)) at \(ResultTable.number($0.0.rps)) rps \(ResultTable.number($0.1))"
    }
    return GoalLine(
      number: 7, isMet: late.isEmpty && speed(.kayenta) >= 4 && speed(.argoTuned) >= 1.3,
      figures: "median minutes to promote (steps of the study, then automatic): \(text.joined(separator: ", ")); "
        + "\(late.count) over their limit; Kayenta \(GoalLine.factor(speed(.kayenta))) as long (at least 4x), Argo "
        + "\(GoalLine.factor(speed(.argoTuned))) (at least 1.3x)")
  }

  /// The study's limits: an hour at few requests a second; at 20 a second 16 minutes at 1 %, where neither the ratio nor the
  /// rate is easily proven, and 6 at 0.1 % and at 5 %; 5 at 500 a second. In between along the logarithms.
  private static func minutes(base: Double, rps: Double) -> Double {
    guard rps > 5 else { return 60 }
    let edge = base < 0.01 ? 0.001 : 0.05
    let slow = 16 - 10 * min(max(log(base / 0.01) / log(edge / 0.01), 0), 1)
    return slow - (slow - 5) * min(max(log(rps / 20) / log(500.0 / 20), 0), 1)
  }

  private var lateFaults: GoalLine {
    let caught = slipway.flatMap { values("late_onset", $0, \.rolledBack) }
    let share = ratios(.slipway, .flaggerTuned, table.cells("late_onset"), \.harm)
    return GoalLine(
      number: 8, isMet: (caught.min() ?? 0) >= 0.99 && worst(share) <= 0.4,
      figures:
        "faults under load: rolled back in at least \(GoalLine.percent(caught.min() ?? .nan)) (at least 99 %), harm "
        + "at most \(GoalLine.factor(worst(share))) of tuned Flagger's (at most 0.4x)")
  }
}
