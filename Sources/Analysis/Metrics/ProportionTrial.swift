import Statistics

/// The comparison of two shares that need not be rare, with an additive margin, from the history of stable on.
///
/// Source: the statistics study, section 1.9.
struct ProportionTrial: Sendable, Codable, Equatable {
  private let plan: ProportionComparison.Plan
  private let falsePromotion: Double
  private var history = EventCount.none
  private var comparison: ProportionComparison?

  /// - Parameter maximumDecrease: how much smaller the candidate's share of good outcomes may be.
  init(maximumDecrease: Double, _ configuration: JudgeConfiguration, weights: [Double]) {
    plan = ProportionComparison.Plan(
      margin: maximumDecrease, relaxed: 3 * maximumDecrease, weights: weights,
      blockLength: configuration.blockSeconds,
      blocks: StartingMass.blocks(in: configuration.maximumDurationSeconds, of: configuration.blockSeconds))
    falsePromotion = configuration.falsePromotion
  }

  /// Counts what stable did while nothing was on trial.
  mutating func learn(_ bad: EventCount) { history += bad }

  /// Counts the bad outcomes of an interval; before the candidate's first outcome they are stable's history.
  mutating func observe(_ pair: CountPair, from start: Double, step: Int) {
    guard comparison != nil || pair.candidate.trials > 0 else {
      history += pair.stable
      return
    }
    var running = comparison ?? ProportionComparison(plan: plan, history: history)
    running.observe(pair, from: start, step: step)
    comparison = running
  }

  /// The report but for its sentence; `nil` while the candidate has no outcome.
  func report(_ name: String, _ exposure: Exposure) -> MetricReport? {
    guard let comparison, let bad = comparison.total.candidate.rate else { return nil }
    let total = comparison.total
    var report = MetricReport(name: name)
    report.stableSamples = total.stable.trials
    report.candidateSamples = total.candidate.trials
    report.stable = total.stable.rate.map { 1 - $0 }
    report.candidate = 1 - bad
    report.effect = report.stable.map { 1 - bad - $0 }
    report.bound = 1 - BetaBinomialMixture(total.candidate).interval(alpha: falsePromotion).upper
    report.rollback = comparison.rollbackEvidence(step: exposure.step)
    report.advance = comparison.advanceLogEvidence(step: exposure.step)
    report.relaxed = comparison.relaxedLogEvidence
    report.exposures = [total.candidate]
    report.samplesNeeded = comparison.labelsNeeded(
      step: exposure.step, weight: exposure.weight, falsePromotion: falsePromotion)
    return report
  }
}
