import Statistics

/// Judges the share of failed requests: how the errors split between the versions, and the candidate's own rate.
///
/// Source: the statistics study, section 1.2.
struct ErrorRateMonitor: Sendable, Codable, Equatable {
  private let plan: SequentialComparison.Plan
  private let configuration: JudgeConfiguration
  private var noise: StableNoise
  private var history = EventCount.none
  private var burn: StableBurn?
  private var comparison: SequentialComparison?
  private(set) var total = CountPair.none
  /// What stable has done while it had traffic.
  private var record = StableRecord()
  private var recorded: RecordedComparison?

  init(_ criterion: ErrorRateCriterion, _ configuration: JudgeConfiguration, weights: [Double]) {
    self.configuration = configuration
    plan = SequentialComparison.Plan(
      tolerance: .init(ratio: criterion.tolerance, floor: criterion.ignoreBelow),
      margin: AdvanceMargin(ratio: criterion.margin, rate: criterion.acceptBelow),
      // The relaxed margin at the deadline: three times stable's rate or 2 %, if the margin is not wider already.
      relaxed: AdvanceMargin(ratio: max(3, criterion.margin), rate: max(0.02, criterion.acceptBelow)),
      weights: weights, blockLength: configuration.blockSeconds, maximumDuration: configuration.maximumDurationSeconds)
    burn = criterion.objective.map { StableBurn(objective: $0) }
    noise = StableNoise(
      priorMean: criterion.noisePrior, singlePod: .prior, blockSeconds: configuration.blockSeconds)
  }

  /// Takes what stable's pods counted before the judge began.
  mutating func learn(_ pods: [Interval.Pod]) {
    let known = pods.filter { $0.track == .stable }
    for pod in known {
      history += pod.counters.errorCount
      record.add(pod.counters.errorCount, seconds: pod.seconds / Double(known.count))
    }
  }

  /// Takes over what is known of stable.
  mutating func inherit(_ earlier: ErrorRateMonitor) {
    (noise, history, record) = (earlier.noise, earlier.record.count, earlier.record)
  }

  mutating func observe(_ interval: Interval, _ exposure: Exposure) {
    let stablePods = interval.pods(of: .stable)
    let candidatePods = interval.pods(of: .candidate)
    let stable = interval.total(of: .stable).errorCount
    burn?.observe(stable, lasting: interval.seconds)
    let blockNoise = noise.noise(candidatePods: candidatePods.count, stablePods: stablePods.count)
    noise.observe(stablePods.map { ($0.pod, $0.counters.errorCount) }, from: interval.start)
    if !exposure.isSwitched { record.add(stable, seconds: interval.seconds) }
    guard !candidatePods.isEmpty, exposure.weight > 0 else {
      if comparison == nil { history += stable }
      return
    }
    let pair = CountPair(candidate: interval.total(of: .candidate).errorCount, stable: stable)
    total += pair
    if exposure.isSwitched {
      return recorded.observe(
        pair.candidate, from: interval.start, noise: blockNoise, after: record, parts: configuration.comparisons,
        configuration, RecordedComparison.Rule(plan))
    }
    var running = comparison ?? SequentialComparison(plan: plan, history: history)
    running.observe(pair, from: interval.start, step: exposure.step, weight: exposure.weight, noise: blockNoise)
    comparison = running
  }

  func report(_ exposure: Exposure) -> MetricReport {
    var report = simultaneous(exposure)
    if plan.weights.contains(where: { $0 >= 1 }) { report.share() }
    guard let recorded else { return report }
    report.add([recorded], isSwitched: exposure.isSwitched)
    guard exposure.isSwitched, let candidate = recorded.count.rate else { return report }
    let stable = recorded.record.rate
    (report.stable, report.stableSamples) = (stable, recorded.record.trials)
    (report.candidate, report.candidateSamples) = (candidate, recorded.count.trials)
    report.effect = stable.flatMap { $0 > 0 ? candidate / $0 : nil }
    report.bound = BetaBinomialMixture(recorded.count).interval(alpha: configuration.falsePromotion).upper
    report.comparison =
      "\(NumberText.percent(candidate)) of the candidate's \(NumberText.count(recorded.count.trials)) requests since it "
      + "has all traffic failed, \(stable.map(NumberText.percent) ?? "unknown") of stable's "
      + "\(NumberText.count(recorded.record.trials)) before"
    return report
  }

  private func simultaneous(_ exposure: Exposure) -> MetricReport {
    var report = MetricReport(name: "errors")
    report.hold = burn?.hold(alpha: configuration.falsePromotion)
    report.stableSamples = total.stable.trials
    report.candidateSamples = total.candidate.trials
    report.stable = total.stable.rate
    report.candidate = total.candidate.rate
    guard let comparison, let candidate = total.candidate.rate else {
      report.problem = .noData("no request has reached the candidate yet")
      return report
    }
    let stable = total.stable.rate
    report.effect = stable.flatMap { $0 > 0 ? candidate / $0 : nil }
    report.bound = BetaBinomialMixture(total.candidate).interval(alpha: configuration.falsePromotion).upper
    report.rollback = comparison.rollbackEvidence(step: exposure.step)
    report.advance = comparison.advanceLogEvidence(step: exposure.step)
    report.relaxed = comparison.relaxedLogEvidence
    report.exposures = [comparison.total.candidate]
    report.samplesNeeded = comparison.margin(step: exposure.step).flatMap { margin in
      AdvanceForecast.requests(
        information: AdvanceForecast.information(
          stableRate: stable ?? 0, weight: exposure.weight, margin: margin
        ).best,
        falsePromotion: configuration.falsePromotion, logEvidence: report.advance)
    }
    report.comparison =
      "\(NumberText.percent(candidate)) of the candidate's \(NumberText.count(total.candidate.trials)) requests "
      + "failed, "
      + "\(stable.map(NumberText.percent) ?? "unknown") of stable's \(NumberText.count(total.stable.trials))"
    return report
  }
}
