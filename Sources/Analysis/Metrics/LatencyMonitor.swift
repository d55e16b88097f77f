import Statistics

/// Judges latency by the shares of requests slower than several histogram bounds.
///
/// The evidence for a rollback is the mean over the bounds; to go on, every bound has to pass. Each bound has its exact
/// comparison, no quantile is estimated.
///
/// Source: the statistics study, section 1.8.
struct LatencyMonitor: Sendable, Codable, Equatable {
  private let criterion: LatencyCriterion
  private let configuration: JudgeConfiguration
  private let weights: [Double]
  /// What stable has done while it had traffic.
  private var history: LatencyCounts?
  /// Over how many seconds.
  private var past = 0.0
  private var bounds: [TrackedBound] = []
  /// Whether the candidate has been seen: from then on the bounds stay.
  private var isChosen = false
  /// How much of stable was known when the bounds were last chosen without a candidate.
  private var previewedAt = 0.0
  private var isReadable = true
  private var stable: LatencyCounts?
  private var candidate: LatencyCounts?
  /// What the candidate has done since it has all traffic.
  private var switched: LatencyCounts?

  init(_ criterion: LatencyCriterion, _ configuration: JudgeConfiguration, weights: [Double]) {
    self.criterion = criterion
    self.configuration = configuration
    self.weights = weights
  }

  mutating func learn(_ pods: [Interval.Pod]) {
    let known = isChosen ? [] : pods.filter { $0.track == .stable }
    for pod in known { note(pod.counters.latency, seconds: pod.seconds / Double(known.count)) }
  }

  mutating func observe(_ interval: Interval, _ exposure: Exposure) {
    let ofStable = interval.total(of: .stable).latency
    let ofCandidate = interval.total(of: .candidate).latency
    // What the choice is made by is no evidence.
    if !isChosen { choose(ofCandidate) }
    if !exposure.isSwitched { note(ofStable, seconds: interval.seconds) }
    let parts = configuration.comparisons * bounds.count
    for index in bounds.indices { bounds[index].observe(interval, exposure, configuration, parts: parts) }
    guard isChosen else { return }
    guard let ofCandidate, exposure.weight > 0 else { return }
    if exposure.isSwitched { switched = LatencyCounts.sum(switched, ofCandidate) }
    stable = LatencyCounts.sum(stable, ofStable)
    candidate = LatencyCounts.sum(candidate, ofCandidate)
  }

  private mutating func note(_ ofStable: LatencyCounts?, seconds: Double) {
    history = LatencyCounts.sum(history, ofStable)
    if ofStable != nil { past += max(seconds, 0) }
  }

  /// Takes over what is known of stable.
  mutating func inherit(_ earlier: LatencyMonitor) { (history, past) = (earlier.history, earlier.past) }

  func report(_ exposure: Exposure) -> MetricReport {
    var report = simultaneous(exposure)
    if weights.contains(where: { $0 >= 1 }) { report.share() }
    let recorded = bounds.compactMap(\.recorded)
    report.add(recorded, isSwitched: exposure.isSwitched)
    guard exposure.isSwitched, !recorded.isEmpty, let switched else { return report }
    let percentile = criterion.reportedPercentile
    report.stable = history?.quantile(percentile)
    (report.candidate, report.candidateSamples) = (switched.quantile(percentile), switched.count)
    report.stableSamples = history?.count ?? 0
    report.effect = report.stable.flatMap { stable in stable > 0 ? report.candidate.map { $0 / stable } : nil }
    report.comparison = comparison(report, since: " since it has all traffic", before: " before")
    return report
  }

  private func simultaneous(_ exposure: Exposure) -> MetricReport {
    var report = MetricReport(name: "latency")
    report.problem = problem
    report.stableSamples = stable?.count ?? 0
    report.candidateSamples = candidate?.count ?? 0
    report.stable = stable?.quantile(criterion.reportedPercentile)
    report.candidate = candidate?.quantile(criterion.reportedPercentile)
    if let ofStable = report.stable, ofStable > 0 { report.effect = report.candidate.map { $0 / ofStable } }
    guard report.problem == nil else { return report }
    let evidence = bounds.map { $0.comparison.rollbackEvidence(step: exposure.step) }
    report.rollback = RollbackEvidence(
      ratio: mean(evidence.map(\.ratio)), floor: mean(evidence.map(\.floor)), total: mean(evidence.map(\.total)),
      pooled: mean(evidence.map(\.pooled)))
    report.advance = bounds.map { $0.comparison.advanceLogEvidence(step: exposure.step) }.min() ?? 0
    report.relaxed = bounds.map(\.comparison.relaxedLogEvidence).min() ?? 0
    report.exposures = bounds.map(\.comparison.total.candidate)
    report.samplesNeeded = samplesNeeded(exposure)
    report.comparison = comparison(report)
    return report
  }

  private func comparison(_ report: MetricReport, since: String = "", before: String = "") -> String {
    let percentile = NumberText.fixed(criterion.reportedPercentile * 100, decimals: 0)
    let text = { (value: Double?) in value.map(NumberText.latency) ?? "unknown" }
    return "p\(percentile) is \(text(report.candidate)) over the candidate's \(NumberText.count(report.candidateSamples)) "
      + "requests\(since), \(text(report.stable)) over stable's \(NumberText.count(report.stableSamples))\(before)"
  }

  private var problem: MetricReport.Problem? {
    if !isReadable { return .unreadable("the versions' latency histograms share no bound") }
    if !isChosen {
      return (history?.count ?? 0) < criterion.minimumHistory
        ? .noData("too few latencies of stable are known to choose what to compare")
        : .noData("no latency of the candidate has been counted yet")
    }
    return candidate?.count ?? 0 > 0 ? nil : .noData("no latency of the warm candidate has been counted yet")
  }

  private func mean(_ logs: [Double]) -> Double {
    logs.isEmpty ? 0 : LogDomain.sum(logs) - LogDomain.log(Double(logs.count))
  }

  private func samplesNeeded(_ exposure: Exposure) -> Double? {
    let needed = bounds.map { bound -> Double? in
      guard let margin = bound.comparison.margin(step: exposure.step) else { return nil }
      return AdvanceForecast.requests(
        information: AdvanceForecast.information(
          stableRate: bound.comparison.total.stable.rate ?? 0, weight: exposure.weight, margin: margin
        ).best,
        falsePromotion: configuration.falsePromotion,
        logEvidence: bound.comparison.advanceLogEvidence(step: exposure.step))
    }
    return needed.contains { $0 == nil } ? nil : needed.compactMap(\.self).max()
  }

  /// Chooses the bounds once enough of stable is known and the candidate has shown which bounds it has.
  ///
  /// Until then stable's own bounds are previewed, again whenever twice as much is known, so that the noise at them is
  /// known when the rollout begins.
  private mutating func choose(_ ofCandidate: LatencyCounts?) {
    guard let history, history.count >= criterion.minimumHistory else { return }
    if let ofCandidate {
      choose(history.limited(to: ofCandidate.bounds))
      isChosen = isReadable
    } else if history.count >= 2 * previewedAt {
      previewedAt = history.count
      choose(history)
    }
  }

  private mutating func choose(_ history: LatencyCounts) {
    let selection = BoundSelection(history: history)
    var chosen = selection.choices(tolerance: criterion.tolerance).map { choice in
      track(choice, plan { selection.ratio($0, at: choice.index) })
    }
    if let limit = criterion.limit, let choice = selection.limit(limit.seconds) {
      chosen.append(track(choice, plan(limit) { selection.ratio($0, at: choice.index) }))
    }
    bounds = chosen
    isReadable = !bounds.isEmpty
  }

  private func track(_ choice: BoundSelection.Choice, _ plan: SequentialComparison.Plan) -> TrackedBound {
    TrackedBound(
      seconds: choice.seconds, plan: plan, history: choice.slow, past: past,
      noise: bounds.first { $0.seconds == choice.seconds }?.noise
        ?? StableNoise(
          priorMean: criterion.noisePrior, singlePod: .consecutiveBlocks, blockSeconds: configuration.blockSeconds))
  }

  /// A bound's plan; `ratio` turns a factor in time into one of the share of slow requests.
  private func plan(_ ratio: (Double) -> Double) -> SequentialComparison.Plan {
    plan(
      tolerance: .init(ratio: ratio(criterion.tolerance), floor: criterion.ignoreBelow),
      margin: AdvanceMargin(ratio: ratio(criterion.margin), rate: criterion.acceptBelow),
      relaxed: AdvanceMargin(
        ratio: ratio(1 + 3 * (criterion.margin - 1)), rate: max(0.02, criterion.acceptBelow)))
  }

  /// An absolute limit is broken when more than its share of the requests is slower *and* more than of stable's: what
  /// both versions suffer is no reason to take the candidate back, though it is one not to go on.
  private func plan(_ limit: LatencyCriterion.Limit, _ ratio: (Double) -> Double) -> SequentialComparison.Plan {
    let share = 1 - limit.percentile
    let margin = AdvanceMargin(ratio: 1e-6, rate: share)
    return plan(
      tolerance: .init(ratio: ratio(criterion.tolerance), floor: share), margin: margin, relaxed: margin)
  }

  private func plan(
    tolerance: RollbackProcess.Tolerance, margin: AdvanceMargin, relaxed: AdvanceMargin
  ) -> SequentialComparison.Plan {
    SequentialComparison.Plan(
      tolerance: tolerance, margin: margin, relaxed: relaxed, weights: weights,
      blockLength: configuration.blockSeconds, maximumDuration: configuration.maximumDurationSeconds)
  }
}
