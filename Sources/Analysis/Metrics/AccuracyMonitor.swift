import Statistics

/// Judges the share of wrong predictions, by labels that are counted with the revision that made the prediction.
///
/// Source: the statistics study, section 1.9.
struct AccuracyMonitor: Sendable, Codable, Equatable {
  private let plan: ProportionComparison.Plan
  private let falsePromotion: Double
  private var history = EventCount.none
  private var comparison: ProportionComparison?

  init(_ criterion: AccuracyCriterion, _ configuration: JudgeConfiguration, weights: [Double]) {
    plan = ProportionComparison.Plan(
      margin: criterion.maximumDecrease, relaxed: 3 * criterion.maximumDecrease, weights: weights,
      blockLength: configuration.blockSeconds,
      blocks: StartingMass.blocks(in: configuration.maximumDurationSeconds, of: configuration.blockSeconds))
    falsePromotion = configuration.falsePromotion
  }

  mutating func learn(_ pods: [Interval.Pod], stable: String?) {
    for pod in pods { history += pod.counters.wrongCount(of: stable) }
  }

  mutating func observe(_ interval: Interval, _ exposure: Exposure, stable: String?, candidate: String?) {
    var all = interval.total(of: .stable)
    all.add(interval.total(of: .candidate))
    let pair = CountPair(candidate: all.wrongCount(of: candidate), stable: all.wrongCount(of: stable))
    guard comparison != nil || pair.candidate.trials > 0 else {
      history += pair.stable
      return
    }
    var running = comparison ?? ProportionComparison(plan: plan, history: history)
    running.observe(pair, from: interval.start, step: exposure.step)
    comparison = running
  }

  func report(_ exposure: Exposure) -> MetricReport {
    var report = MetricReport(name: "accuracy")
    guard let comparison, let wrong = comparison.total.candidate.rate else {
      report.problem = .noData("no label of a prediction of the candidate has arrived yet")
      return report
    }
    let total = comparison.total
    report.stableSamples = total.stable.trials
    report.candidateSamples = total.candidate.trials
    report.stable = total.stable.rate.map { 1 - $0 }
    report.candidate = 1 - wrong
    report.effect = report.stable.map { 1 - wrong - $0 }
    report.bound = 1 - BetaBinomialMixture(total.candidate).interval(alpha: falsePromotion).upper
    report.rollback = comparison.rollbackEvidence(step: exposure.step)
    report.advance = comparison.advanceLogEvidence(step: exposure.step)
    report.relaxed = comparison.relaxedLogEvidence
    report.exposures = [total.candidate]
    report.samplesNeeded = comparison.labelsNeeded(
      step: exposure.step, weight: exposure.weight, falsePromotion: falsePromotion)
    report.comparison =
      "\(NumberText.percent(1 - wrong)) of the candidate's \(NumberText.count(total.candidate.trials)) labelled "
      + "predictions are right, \(report.stable.map(NumberText.percent) ?? "unknown") of stable's "
      + NumberText.count(total.stable.trials)
    return report
  }
}
