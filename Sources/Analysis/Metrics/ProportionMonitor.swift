import Statistics

/// Judges a share that need not be rare, with an additive margin.
struct ProportionMonitor: Sendable, Codable, Equatable {
  private let name: String
  private var trial: ProportionTrial

  init(_ name: String, _ criterion: RatioCriterion, _ configuration: JudgeConfiguration, weights: [Double]) {
    self.name = name
    trial = ProportionTrial(maximumDecrease: criterion.maximumDecrease, configuration, weights: weights)
  }

  mutating func learn(_ pods: [Interval.Pod]) {
    let known = pods.filter { $0.track == .stable }
    for pod in known { trial.learn(Self.bad(pod.counters.vectors[name]), seconds: pod.seconds / Double(known.count)) }
  }

  mutating func inherit(_ earlier: ProportionMonitor) { trial.inherit(earlier.trial) }

  mutating func observe(_ interval: Interval, _ exposure: Exposure) {
    let pair = CountPair(
      candidate: Self.bad(interval.total(of: .candidate).vectors[name]),
      stable: Self.bad(interval.total(of: .stable).vectors[name]))
    trial.observe(pair, interval, exposure)
  }

  func report(_ exposure: Exposure) -> MetricReport {
    guard var report = trial.report(name, exposure), let good = report.candidate else {
      var report = MetricReport(name: name)
      report.isOfOutcomes = true
      report.problem = .noData("the candidate has counted nothing yet")
      return report
    }
    report.isOfOutcomes = true
    report.comparison =
      "\(NumberText.percent(good)) of the candidate's \(NumberText.count(report.candidateSamples)) are good, "
      + "\(report.stable.map(NumberText.percent) ?? "unknown") of stable's \(NumberText.count(report.stableSamples))"
      + (trial.isByRecord(exposure) ? " before" : "")
    return report
  }

  /// Those of `[good, total]` that are not good.
  private static func bad(_ counters: [Double]?) -> EventCount {
    guard let counters, counters.count == 2 else { return .none }
    return EventCount(trials: counters[1], events: counters[1] - counters[0])
  }
}
