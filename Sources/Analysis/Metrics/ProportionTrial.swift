import Statistics

/// The comparison of two shares that need not be rare, with an additive margin, from the history of stable on.
///
/// Source: the statistics study, section 1.9.
struct ProportionTrial: Sendable, Codable, Equatable {
  private let plan: ProportionComparison.Plan
  private let configuration: JudgeConfiguration
  private var history = EventCount.none
  private var comparison: ProportionComparison?
  /// What stable has done while it had traffic.
  private var record = StableRecord()
  private var recorded: RecordedComparison?

  /// - Parameter maximumDecrease: how much smaller the candidate's share of good outcomes may be.
  init(maximumDecrease: Double, _ configuration: JudgeConfiguration, weights: [Double]) {
    plan = ProportionComparison.Plan(
      margin: maximumDecrease, relaxed: 3 * maximumDecrease, weights: weights,
      blockLength: configuration.blockSeconds,
      blocks: StartingMass.blocks(in: configuration.maximumDurationSeconds, of: configuration.blockSeconds))
    self.configuration = configuration
  }

  /// Counts what stable did while nothing was on trial.
  mutating func learn(_ bad: EventCount, seconds: Double) {
    history += bad
    record.add(bad, seconds: seconds)
  }

  /// Takes over what is known of stable.
  mutating func inherit(_ earlier: ProportionTrial) { (history, record) = (earlier.record.count, earlier.record) }

  /// Counts the bad outcomes of an interval; before the candidate's first outcome they are stable's history.
  mutating func observe(_ pair: CountPair, _ interval: Interval, _ exposure: Exposure) {
    let start = interval.start
    // Outcomes of stable that come late still belong to the time before.
    if exposure.isSwitched, pair.stable.trials == 0 { return compareWithRecord(pair.candidate, from: start) }
    record.add(pair.stable, seconds: interval.seconds)
    guard comparison != nil || pair.candidate.trials > 0 else {
      history += pair.stable
      return
    }
    var running = comparison ?? ProportionComparison(plan: plan, history: history)
    running.observe(pair, from: start, step: exposure.step)
    comparison = running
  }

  private mutating func compareWithRecord(_ count: EventCount, from start: Double) {
    guard recorded != nil || count.trials > 0 else { return }
    let noise = BlockNoise(podVariance: 0, candidatePods: 1, stablePods: 1)
    recorded.observe(
      count, from: start, noise: noise, after: record, parts: configuration.comparisons, configuration,
      RecordedComparison.Rule(plan))
  }

  /// Whether what is reported is a comparison with stable's record.
  func isByRecord(_ exposure: Exposure) -> Bool { exposure.isSwitched && recorded != nil }

  /// The report but for its sentence; `nil` while the candidate has no outcome.
  func report(_ name: String, _ exposure: Exposure) -> MetricReport? {
    let simultaneous = simultaneous(name, exposure)
    guard var report = simultaneous ?? recorded.map({ _ in MetricReport(name: name) }) else { return nil }
    if plan.weights.contains(where: { $0 >= 1 }) { report.share() }
    guard let recorded else { return report }
    report.add([recorded], isSwitched: exposure.isSwitched)
    guard exposure.isSwitched, let bad = recorded.count.rate else { return simultaneous == nil ? nil : report }
    (report.stableSamples, report.candidateSamples) = (recorded.record.trials, recorded.count.trials)
    (report.stable, report.candidate) = (recorded.record.rate.map { 1 - $0 }, 1 - bad)
    report.effect = report.stable.map { 1 - bad - $0 }
    report.bound = 1 - BetaBinomialMixture(recorded.count).interval(alpha: configuration.falsePromotion).upper
    return report
  }

  private func simultaneous(_ name: String, _ exposure: Exposure) -> MetricReport? {
    guard let comparison, let bad = comparison.total.candidate.rate else { return nil }
    let total = comparison.total
    var report = MetricReport(name: name)
    report.stableSamples = total.stable.trials
    report.candidateSamples = total.candidate.trials
    report.stable = total.stable.rate.map { 1 - $0 }
    report.candidate = 1 - bad
    report.effect = report.stable.map { 1 - bad - $0 }
    report.bound = 1 - BetaBinomialMixture(total.candidate).interval(alpha: configuration.falsePromotion).upper
    report.rollback = comparison.rollbackEvidence(step: exposure.step)
    report.advance = comparison.advanceLogEvidence(step: exposure.step)
    report.relaxed = comparison.relaxedLogEvidence
    report.exposures = [total.candidate]
    report.samplesNeeded = comparison.labelsNeeded(
      step: exposure.step, weight: exposure.weight, falsePromotion: configuration.falsePromotion)
    return report
  }
}
