import Statistics

/// Judges the share of wrong predictions, by labels that are counted with the revision that made the prediction.
struct AccuracyMonitor: Sendable, Codable, Equatable {
  private var trial: ProportionTrial

  init(_ criterion: AccuracyCriterion, _ configuration: JudgeConfiguration, weights: [Double]) {
    trial = ProportionTrial(maximumDecrease: criterion.maximumDecrease, configuration, weights: weights)
  }

  mutating func learn(_ pods: [Interval.Pod], stable: String?) {
    for pod in pods { trial.learn(pod.counters.wrongCount(of: stable), seconds: pod.seconds / Double(pods.count)) }
  }

  mutating func inherit(_ earlier: AccuracyMonitor) { trial.inherit(earlier.trial) }

  mutating func observe(_ interval: Interval, _ exposure: Exposure, stable: String?, candidate: String?) {
    var all = interval.total(of: .stable)
    all.add(interval.total(of: .candidate))
    all.add(interval.total(of: .bystander))
    let pair = CountPair(candidate: all.wrongCount(of: candidate), stable: all.wrongCount(of: stable))
    trial.observe(pair, interval, exposure)
  }

  func report(_ exposure: Exposure) -> MetricReport {
    guard var report = trial.report("accuracy", exposure), let right = report.candidate else {
      var report = MetricReport(name: "accuracy")
      report.isOfOutcomes = true
      report.problem = .noData("no label of a prediction of the candidate has arrived yet")
      return report
    }
    report.isOfOutcomes = true
    report.comparison =
      "\(NumberText.percent(right)) of the candidate's \(NumberText.count(report.candidateSamples)) labelled "
      + "predictions are right, \(report.stable.map(NumberText.percent) ?? "unknown") of stable's "
      + NumberText.count(report.stableSamples) + (trial.isByRecord(exposure) ? " before" : "")
    return report
  }
}
