import Statistics

/// Judges how often a shadow answers as stable did: its share against an absolute minimum.
///
/// Source: the statistics study, section 1.9.
struct AgreementMonitor: Sendable, Codable, Equatable {
  private let name: String
  private let minimum: Double
  private let falsePromotion: Double
  private var total = EventCount.none

  init(_ name: String, _ criterion: AgreementCriterion, _ configuration: JudgeConfiguration) {
    self.name = name
    minimum = criterion.minimum.isNaN ? 0.99 : min(max(criterion.minimum, 0.0001), 0.9999)
    falsePromotion = configuration.falsePromotion
  }

  mutating func observe(_ interval: Interval) {
    guard let counters = interval.total(of: .candidate).vectors[name], counters.count == 2 else { return }
    total += EventCount(trials: counters[1], events: counters[0])
  }

  func report() -> MetricReport {
    var report = MetricReport(name: name)
    report.candidateSamples = total.trials
    guard let rate = total.rate else {
      report.problem = .noData("no answer has been compared yet")
      return report
    }
    let mixture = BetaBinomialMixture(total)
    let evidence = mixture.logEvidence(rate: minimum)
    // The mixture bets on both sides; only the side on which the share lies has won.
    let (harm, health) = rate < minimum ? (evidence, -evidence) : (-evidence, evidence)
    report.candidate = rate
    report.effect = rate - minimum
    report.bound = mixture.interval(alpha: falsePromotion).lower
    report.rollback = RollbackEvidence(ratio: harm, floor: harm, total: harm, pooled: harm)
    (report.advance, report.relaxed) = (health, health)
    report.comparison =
      "\(NumberText.percent(rate)) of \(NumberText.count(total.trials)) answers are stable's; "
      + "\(NumberText.percent(minimum)) is required"
    return report
  }
}
