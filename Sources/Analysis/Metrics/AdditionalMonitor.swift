/// The monitor of one additional metric: exactly one of its members is set.
struct AdditionalMonitor: Sendable, Codable, Equatable {
  let name: String
  private var ratio: ProportionMonitor?
  private var mean: MeanMonitor?
  private var agreement: AgreementMonitor?
  private var drift: DriftMonitor?
  private var segments: SegmentMonitor?
  private var threshold: ThresholdMonitor?

  init(_ criterion: AdditionalCriterion, _ configuration: JudgeConfiguration, weights: [Double]) {
    let name = criterion.name
    self.name = name
    ratio = criterion.ratio.map { ProportionMonitor(name, $0, configuration, weights: weights) }
    mean = criterion.mean.map { MeanMonitor(name, $0, configuration, weights: weights) }
    agreement = criterion.agreement.map { AgreementMonitor(name, $0, configuration) }
    drift = criterion.drift.map { DriftMonitor(name, $0, configuration) }
    segments = criterion.segments.map { SegmentMonitor(name, $0, configuration, weights: weights) }
    threshold = criterion.threshold.map { ThresholdMonitor(name, $0) }
  }

  mutating func learn(_ pods: [Interval.Pod]) {
    ratio?.learn(pods)
    segments?.learn(pods)
  }

  /// Takes over what is known of stable.
  mutating func inherit(_ earlier: AdditionalMonitor) {
    if let known = earlier.ratio { ratio?.inherit(known) }
    if let known = earlier.mean { mean?.inherit(known) }
    if let known = earlier.drift { drift?.inherit(known) }
  }

  mutating func observe(_ interval: Interval, _ exposure: Exposure) {
    ratio?.observe(interval, exposure)
    mean?.observe(interval, exposure)
    agreement?.observe(interval)
    drift?.observe(interval, exposure)
    segments?.observe(interval, exposure)
  }

  mutating func observe(_ reading: QueryReading, _ exposure: Exposure) { threshold?.observe(reading, exposure) }

  func report(_ exposure: Exposure) -> MetricReport? {
    ratio?.report(exposure) ?? mean?.report(exposure) ?? agreement?.report() ?? drift?.report()
      ?? segments?.report(exposure) ?? threshold?.report()
  }
}
