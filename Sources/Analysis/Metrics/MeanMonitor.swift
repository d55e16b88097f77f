import Statistics

/// Judges a mean by the differences between the versions in each interval between scrapes.
///
/// The guarantees are asymptotic: they hold from ten intervals on, before that nothing is concluded.
///
/// Source: the statistics study, section 1.9.
struct MeanMonitor: Sendable, Codable, Equatable {
  private static let leastScrapes = 10
  private let name: String
  private let criterion: MeanCriterion
  private let alpha: Double
  private let weights: [Double]
  private var difference = MeanDifference()
  private var last = MeanDifference()
  private var sums = [0.0, 0, 0, 0]

  init(_ name: String, _ criterion: MeanCriterion, _ configuration: JudgeConfiguration, weights: [Double]) {
    (self.name, self.criterion, self.weights) = (name, criterion, weights)
    alpha = configuration.falseRollback
  }

  mutating func observe(_ interval: Interval, _ exposure: Exposure) {
    guard exposure.weight > 0, let candidate = mean(interval.total(of: .candidate)),
      let stable = mean(interval.total(of: .stable))
    else { return }
    sums[0] += candidate.count * candidate.value
    sums[1] += candidate.count
    sums[2] += stable.count * stable.value
    sums[3] += stable.count
    difference.observe(candidate: candidate, stable: stable)
    if exposure.step == weights.count - 1 { last.observe(candidate: candidate, stable: stable) }
  }

  func report(_ exposure: Exposure) -> MetricReport {
    var report = MetricReport(name: name)
    (report.candidateSamples, report.stableSamples) = (sums[1], sums[3])
    guard difference.scrapes >= Self.leastScrapes, sums[1] > 0, sums[3] > 0,
      let mixture = NormalMixture(alpha: alpha, tunedFor: 40), let interval = difference.interval(mixture)
    else {
      report.problem = .noData("\(difference.scrapes) of \(Self.leastScrapes) intervals with values of both versions")
      return report
    }
    let (candidate, stable) = (sums[0] / sums[1], sums[2] / sums[3])
    (report.candidate, report.stable, report.effect) = (candidate, stable, candidate - stable)
    report.bound = criterion.higherIsBetter ? interval.lower : interval.upper
    let margin = criterion.maximumChange * abs(stable)
    let next = exposure.step + 1 < weights.count ? weights[exposure.step + 1] : 1
    let harm = worse(difference, than: margin, mixture)
    report.rollback = RollbackEvidence(ratio: harm, floor: harm, total: harm, pooled: harm)
    let isLast = exposure.step == weights.count - 1
    report.advance = better(isLast ? last : difference, than: next > 0 ? margin / next : margin, mixture)
    report.relaxed = better(difference, than: 3 * margin, mixture)
    report.comparison =
      "the candidate's mean is \(NumberText.fixed(candidate, decimals: 4)), stable's \(NumberText.fixed(stable, decimals: 4)); "
      + "the difference lies in \(NumberText.fixed(interval.lower, decimals: 4)) to "
      + NumberText.fixed(interval.upper, decimals: 4)
    return report
  }

  private func worse(_ difference: MeanDifference, than margin: Double, _ mixture: NormalMixture) -> Double {
    criterion.higherIsBetter
      ? difference.logEvidence(below: -margin, mixture) : difference.logEvidence(above: margin, mixture)
  }

  private func better(_ difference: MeanDifference, than margin: Double, _ mixture: NormalMixture) -> Double {
    criterion.higherIsBetter
      ? difference.logEvidence(above: -margin, mixture) : difference.logEvidence(below: margin, mixture)
  }

  private func mean(_ counters: Counters) -> MeanDifference.Mean? {
    guard let vector = counters.vectors[name], vector.count == 2, vector[1] > 0 else { return nil }
    return MeanDifference.Mean(count: vector[1], value: vector[0] / vector[1])
  }
}
