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
  /// Stable's own means while it had traffic, and the candidate's since it has all: as differences from nothing.
  private var record = MeanDifference()
  private var switched = MeanDifference()

  init(_ name: String, _ criterion: MeanCriterion, _ configuration: JudgeConfiguration, weights: [Double]) {
    (self.name, self.criterion, self.weights) = (name, criterion, weights)
    alpha = configuration.falseRollback
  }

  /// Takes over what is known of stable.
  mutating func inherit(_ earlier: MeanMonitor) { record = earlier.record }

  mutating func observe(_ interval: Interval, _ exposure: Exposure) {
    let means = (mean(interval.total(of: .candidate)), mean(interval.total(of: .stable)))
    if let stable = means.1 { record.observe(candidate: stable, stable: Self.nothing) }
    if exposure.isSwitched, let candidate = means.0 { switched.observe(candidate: candidate, stable: Self.nothing) }
    guard exposure.weight > 0, let candidate = means.0, let stable = means.1 else { return }
    sums[0] += candidate.count * candidate.value
    sums[1] += candidate.count
    sums[2] += stable.count * stable.value
    sums[3] += stable.count
    difference.observe(candidate: candidate, stable: stable)
    if exposure.step == weights.count - 1 { last.observe(candidate: candidate, stable: stable) }
  }

  /// So many values of nothing that only the other side's number counts.
  private static let nothing = MeanDifference.Mean(count: 9e14, value: 0)

  func report(_ exposure: Exposure) -> MetricReport {
    var report = simultaneous(exposure)
    if weights.contains(where: { $0 >= 1 }) { report.share() }
    return exposure.isSwitched ? byRecord(report) : report
  }

  /// The candidate's mean against what stable's is proven to have been at least, or at most; nothing without a scatter to
  /// prove it by.
  private func byRecord(_ simultaneous: MetricReport) -> MetricReport {
    var report = simultaneous
    guard record.scrapes >= Self.leastScrapes, switched.scrapes >= Self.leastScrapes,
      let bound = NormalMixture(alpha: alpha * RecordedComparison.boundShare, tunedFor: 40),
      let mixture = NormalMixture(alpha: alpha, tunedFor: 40), let stable = record.interval(bound),
      let candidate = switched.interval(mixture)
    else {
      report.problem = .noData(
        "\(switched.scrapes) of \(Self.leastScrapes) intervals with all traffic, \(record.scrapes) of stable's before")
      return report
    }
    report.problem = nil
    (report.candidate, report.stable) = (candidate.difference, stable.difference)
    report.effect = candidate.difference - stable.difference
    report.bound = (criterion.higherIsBetter ? candidate.lower : candidate.upper) - stable.difference
    let margin = criterion.maximumChange * abs(stable.difference)
    let (harmful, healthy) =
      criterion.higherIsBetter ? (stable.lower - margin, stable.upper - margin) : (stable.upper + margin, stable.lower + margin)
    let harm = worse(switched, than: harmful, mixture)
    report.rollback.total = LogDomain.add(report.rollback.total, harm + LogDomain.log(RecordedComparison.betShare))
    report.rollback.pooled = harm
    report.advance = better(switched, than: healthy, mixture) - LogDomain.log(2)
    report.relaxed = report.advance
    report.comparison =
      "the candidate's mean since it has all traffic is \(NumberText.fixed(candidate.difference, decimals: 4)), stable's "
      + "before was \(NumberText.fixed(stable.difference, decimals: 4))"
    return report
  }

  private func simultaneous(_ exposure: Exposure) -> MetricReport {
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
    let harm = worse(difference, than: worst(by: margin), mixture)
    report.rollback = RollbackEvidence(ratio: harm, floor: harm, total: harm, pooled: harm)
    let isLast = exposure.step == weights.count - 1
    report.advance = better(isLast ? last : difference, than: worst(by: next > 0 ? margin / next : margin), mixture)
    report.relaxed = better(difference, than: worst(by: 3 * margin), mixture)
    report.comparison =
      "the candidate's mean is \(NumberText.fixed(candidate, decimals: 4)), stable's \(NumberText.fixed(stable, decimals: 4)); "
      + "the difference lies in \(NumberText.fixed(interval.lower, decimals: 4)) to "
      + NumberText.fixed(interval.upper, decimals: 4)
    return report
  }

  /// The difference that is so much to the bad.
  private func worst(by margin: Double) -> Double { criterion.higherIsBetter ? -margin : margin }

  private func worse(_ difference: MeanDifference, than limit: Double, _ mixture: NormalMixture) -> Double {
    criterion.higherIsBetter
      ? difference.logEvidence(below: limit, mixture) : difference.logEvidence(above: limit, mixture)
  }

  private func better(_ difference: MeanDifference, than limit: Double, _ mixture: NormalMixture) -> Double {
    criterion.higherIsBetter
      ? difference.logEvidence(above: limit, mixture) : difference.logEvidence(below: limit, mixture)
  }

  private func mean(_ counters: Counters) -> MeanDifference.Mean? {
    guard let vector = counters.vectors[name], vector.count == 2, vector[1] > 0 else { return nil }
    return MeanDifference.Mean(count: vector[1], value: vector[0] / vector[1])
  }
}
