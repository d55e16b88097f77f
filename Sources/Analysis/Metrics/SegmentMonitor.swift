import Statistics

/// Guards parts of the traffic, such as tenants, against a harm that the whole does not show.
///
/// Each part has a comparison of its own. The evidence of harm is the mean of theirs, so that more parts make no more
/// false alarms; none of them has to prove that the candidate is good.
struct SegmentMonitor: Sendable, Codable, Equatable {
  private let name: String
  private let criterion: SegmentCriterion
  private let plan: SequentialComparison.Plan
  private var noise: StableNoise
  private var history: [EventCount]
  private var comparisons: [SequentialComparison?]

  init(_ name: String, _ criterion: SegmentCriterion, _ configuration: JudgeConfiguration, weights: [Double]) {
    (self.name, self.criterion) = (name, criterion)
    plan = SequentialComparison.Plan(
      tolerance: .init(ratio: criterion.errors.tolerance, floor: criterion.errors.ignoreBelow),
      margin: AdvanceMargin(ratio: criterion.errors.margin, rate: criterion.errors.acceptBelow),
      relaxed: AdvanceMargin(ratio: criterion.errors.margin, rate: criterion.errors.acceptBelow),
      weights: weights, blockLength: configuration.blockSeconds, maximumDuration: configuration.maximumDurationSeconds)
    noise = StableNoise(
      priorMean: criterion.errors.noisePrior, singlePod: .prior, blockSeconds: configuration.blockSeconds)
    history = criterion.segments.map { _ in .none }
    comparisons = criterion.segments.map { _ in nil }
  }

  mutating func learn(_ pods: [Interval.Pod]) {
    for pod in pods where pod.track == .stable {
      for index in history.indices { history[index] += count(index, in: pod.counters) }
    }
  }

  mutating func observe(_ interval: Interval, _ exposure: Exposure) {
    let (stablePods, candidatePods) = (interval.pods(of: .stable), interval.pods(of: .candidate))
    let blockNoise = noise.noise(candidatePods: candidatePods.count, stablePods: stablePods.count)
    // How pods differ is learned from all parts together: one alone has few errors.
    noise.observe(stablePods.map { ($0.pod, whole(of: $0.counters)) }, from: interval.start)
    let (stable, candidate) = (interval.total(of: .stable), interval.total(of: .candidate))
    for index in comparisons.indices {
      let pair = CountPair(candidate: count(index, in: candidate), stable: count(index, in: stable))
      guard !candidatePods.isEmpty, exposure.weight > 0 else {
        if comparisons[index] == nil { history[index] += pair.stable }
        continue
      }
      var running = comparisons[index] ?? SequentialComparison(plan: plan, history: history[index])
      running.observe(pair, from: interval.start, step: exposure.step, weight: exposure.weight, noise: blockNoise)
      comparisons[index] = running
    }
  }

  func report(_ exposure: Exposure) -> MetricReport {
    var report = MetricReport(name: name)
    let evidence = comparisons.map { $0?.rollbackEvidence(step: exposure.step) ?? .none }
    guard let worst = evidence.indices.max(by: { evidence[$0].total < evidence[$1].total }),
      let comparison = comparisons[worst]
    else {
      report.problem = .noData("no request has reached the candidate yet")
      return report
    }
    report.rollback = RollbackEvidence(
      ratio: mean(evidence.map(\.ratio)), floor: mean(evidence.map(\.floor)), total: mean(evidence.map(\.total)),
      pooled: mean(evidence.map(\.pooled)))
    // A guard: it stands in the way of harm, and asks for no proof of the contrary.
    (report.advance, report.relaxed) = (-LogDomain.zero, -LogDomain.zero)
    let counts = comparison.total
    (report.stable, report.candidate) = (counts.stable.rate, counts.candidate.rate)
    (report.stableSamples, report.candidateSamples) = (counts.stable.trials, counts.candidate.trials)
    report.comparison =
      "of \(criterion.segments[worst]), \(counts.candidate.rate.map(NumberText.percent) ?? "none") of the candidate's "
      + "\(NumberText.count(counts.candidate.trials)) requests failed, "
      + "\(counts.stable.rate.map(NumberText.percent) ?? "none") of stable's \(NumberText.count(counts.stable.trials))"
    return report
  }

  /// The counters are `[requests, errors]` of each part in turn.
  private func count(_ index: Int, in counters: Counters) -> EventCount {
    guard let vector = counters.vectors[name], vector.count == 2 * criterion.segments.count else { return .none }
    return EventCount(trials: vector[2 * index], events: min(vector[2 * index + 1], vector[2 * index]))
  }

  private func whole(of counters: Counters) -> EventCount {
    criterion.segments.indices.reduce(.none) { $0 + count($1, in: counters) }
  }

  private func mean(_ logs: [Double]) -> Double {
    logs.isEmpty ? 0 : LogDomain.sum(logs) - LogDomain.log(Double(logs.count))
  }
}
