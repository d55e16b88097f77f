import Statistics

/// Judges a share that need not be rare, with an additive margin.
///
/// Source: the statistics study, section 1.9.
struct ProportionMonitor: Sendable, Codable, Equatable {
  private let name: String
  private let plan: ProportionComparison.Plan
  private let falsePromotion: Double
  private var history = EventCount.none
  private var comparison: ProportionComparison?

  init(_ name: String, _ criterion: RatioCriterion, _ configuration: JudgeConfiguration, weights: [Double]) {
    self.name = name
    plan = ProportionComparison.Plan(
      margin: criterion.maximumDecrease, relaxed: 3 * criterion.maximumDecrease, weights: weights,
      blockLength: configuration.blockSeconds,
      blocks: StartingMass.blocks(in: configuration.maximumDurationSeconds, of: configuration.blockSeconds))
    falsePromotion = configuration.falsePromotion
  }

  mutating func learn(_ pods: [Interval.Pod]) {
    for pod in pods where pod.track == .stable { history += Self.bad(pod.counters.vectors[name]) }
  }

  mutating func observe(_ interval: Interval, _ exposure: Exposure) {
    let pair = CountPair(
      candidate: Self.bad(interval.total(of: .candidate).vectors[name]),
      stable: Self.bad(interval.total(of: .stable).vectors[name]))
    guard comparison != nil || pair.candidate.trials > 0 else {
      history += pair.stable
      return
    }
    var running = comparison ?? ProportionComparison(plan: plan, history: history)
    running.observe(pair, from: interval.start, step: exposure.step)
    comparison = running
  }

  func report(_ exposure: Exposure) -> MetricReport {
    var report = MetricReport(name: name)
    guard let comparison, let bad = comparison.total.candidate.rate else {
      report.problem = .noData("the candidate has counted nothing yet")
      return report
    }
    let total = comparison.total
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
    report.comparison =
      "\(NumberText.percent(1 - bad)) of the candidate's \(NumberText.count(total.candidate.trials)) are good, "
      + "\(report.stable.map(NumberText.percent) ?? "unknown") of stable's \(NumberText.count(total.stable.trials))"
    return report
  }

  /// Those of `[good, total]` that are not good.
  private static func bad(_ counters: [Double]?) -> EventCount {
    guard let counters, counters.count == 2 else { return .none }
    return EventCount(trials: counters[1], events: counters[1] - counters[0])
  }
}
