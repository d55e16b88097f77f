import Statistics

/// The metrics together: one e-value for a rollback, and a verdict for each.
///
/// The rollback evidence is the weighted sum of the metrics' e-values, valid under any dependence: errors one half,
/// latency three tenths, accuracy two tenths, in proportion over those that are configured. A metric alone decides at
/// 1/(alpha * weight), and several together earlier.
///
/// Source: the statistics study, section 1.12.
struct MetricSummary: Sendable {
  let reports: [MetricReport]
  let rollback: Evidence
  private let weights: [Double]
  private let advanceThreshold: Double

  init(reports: [MetricReport], configuration: JudgeConfiguration) {
    self.reports = reports
    let shares = reports.map { Self.shares[$0.name] ?? 0.2 }
    let sum = shares.reduce(0, +)
    weights = shares.map { sum > 0 ? $0 / sum : 0 }
    advanceThreshold = -LogDomain.log(configuration.falsePromotion)
    rollback = Evidence(
      logValue: reports.isEmpty ? 0 : MetricCombination.logRollback(reports.map(\.rollback.total), weights: weights),
      logThreshold: -LogDomain.log(configuration.falseRollback))
  }

  private static let shares = ["errors": 0.5, "latency": 0.3, "accuracy": 0.2]

  /// The metric with the most evidence of harm.
  var worst: MetricReport? {
    zip(reports, weights).max { contribution($0) < contribution($1) }?.0
  }

  /// Whether the margin of the step is proven.
  func isProven(_ report: MetricReport) -> Bool {
    report.problem == nil && report.advance >= advanceThreshold
  }

  /// The verdict on a metric; `fault` says that the last round cannot be built on.
  func verdict(of report: MetricReport, fault: String?) -> MetricVerdict {
    let weight = zip(reports, weights).first { $0.0.name == report.name }?.1 ?? 1
    let harm = Evidence(logValue: report.rollback.total, logThreshold: rollback.logThreshold - LogDomain.log(weight))
    let health = Evidence(logValue: report.advance, logThreshold: advanceThreshold)
    let (verdict, reason) = conclusion(report, harm, health, fault)
    return MetricVerdict(
      name: report.name, verdict: verdict, stable: report.stable, candidate: report.candidate, effect: report.effect,
      bound: report.bound, rollback: harm, advance: health, stableSamples: report.stableSamples,
      candidateSamples: report.candidateSamples, samplesNeeded: verdict == .pass ? nil : report.samplesNeeded,
      reason: reason)
  }

  private func conclusion(
    _ report: MetricReport, _ harm: Evidence, _ health: Evidence, _ fault: String?
  ) -> (Verdict, String) {
    let scale = { (evidence: Evidence) in
      "\(NumberText.evidence(evidence.value)) of \(NumberText.evidence(evidence.threshold))"
    }
    if report.problem == nil, harm.isSufficient {
      return (.fail, "\(report.comparison); evidence of harm \(scale(harm))")
    }
    if let fault { return (.error, fault) }
    switch report.problem {
    case .noData(let reason): return (.noData, reason)
    case .unreadable(let reason): return (.error, reason)
    case nil: break
    }
    if health.isSufficient { return (.pass, "\(report.comparison); evidence of health \(scale(health))") }
    let needed = report.samplesNeeded.map { ", about \(NumberText.count($0)) more needed if they are equal" } ?? ""
    return (
      .inconclusive,
      "\(report.comparison); evidence of harm \(scale(harm)), of health \(scale(health))\(needed)"
    )
  }

  private func contribution(_ pair: (MetricReport, Double)) -> Double {
    pair.0.rollback.total + LogDomain.log(pair.1)
  }
}
