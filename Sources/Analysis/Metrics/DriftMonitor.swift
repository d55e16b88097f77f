import Statistics

/// Watches a distribution. A drift is what is both significant and large; it never takes a candidate back.
///
/// It is looked at whenever twice as much is known, each look with its part of the false alarms, so that any number of
/// looks keeps within them. Against training data the evidence is valid at every look as it is.
///
/// Source: the statistics study, section 1.11.
struct DriftMonitor: Sendable, Codable, Equatable {
  private static let leastCount = 100.0
  private let name: String
  private let criterion: DriftCriterion
  private let alpha: Double
  private var stable: [Double] = []
  private var candidate: [Double] = []
  private var looks = 0.0
  private var lookedAt = 0.0
  private var size: Double?
  private var hasDrifted = false

  init(_ name: String, _ criterion: DriftCriterion, _ configuration: JudgeConfiguration) {
    (self.name, self.criterion) = (name, criterion)
    alpha = configuration.falseRollback / Double(max(criterion.features, 1))
  }

  /// Takes over what is known of stable.
  mutating func inherit(_ earlier: DriftMonitor) { stable = earlier.stable }

  mutating func observe(_ interval: Interval, _ exposure: Exposure) {
    stable = Self.sum(stable, interval.total(of: .stable).vectors[name])
    if exposure.weight > 0 { candidate = Self.sum(candidate, interval.total(of: .candidate).vectors[name]) }
    look()
  }

  private mutating func look() {
    let count = candidate.reduce(0, +)
    guard count >= Self.leastCount, count >= 2 * lookedAt, let samples else { return }
    lookedAt = count
    looks += 1
    let (size, differs) = difference(samples, alpha: alpha / (looks * (looks + 1)))
    self.size = size
    hasDrifted = size > criterion.maximum && (speaksAgainstReference ?? differs)
  }

  private var samples: BinnedSamples? {
    guard let reference = criterion.reference else { return BinnedSamples(reference: stable, current: candidate) }
    // Training data are taken as known: so many that their own scatter does not count.
    return BinnedSamples(reference: reference.map { $0 * 1e9 }, current: candidate)
  }

  /// Whether the candidate's values are no sample of the training data; nil where it is not compared with them.
  private var speaksAgainstReference: Bool? {
    guard let reference = criterion.reference, let least = reference.filter({ $0 > 0 }).min() else { return nil }
    // What training has never shown is not impossible.
    let shares = reference.map { $0 > 0 ? $0 : min(least, 1) / 2 }
    let evidence = DirichletMultinomial(shares: shares)?.logEvidence(candidate)
    return evidence.map { $0 >= -LogDomain.log(alpha) }
  }

  private func difference(_ samples: BinnedSamples, alpha: Double) -> (size: Double, isSignificant: Bool) {
    switch criterion.method {
    case .stability:
      let result = PopulationStability(samples)
      return (result.corrected, result.index > result.threshold(alpha: alpha))
    case .divergence:
      let result = JensenShannon(samples)
      return (result.correctedDistance, result.divergence > result.threshold(alpha: alpha))
    case .gap:
      let result = KolmogorovSmirnov(samples)
      return (result.distance, result.p < alpha)
    case .distance:
      let points = samples.reference.indices.map(Double.init)
      guard let result = WassersteinDistance(samples, points: points) else { return (0, false) }
      return (result.corrected ?? 0, result.distance > result.threshold(alpha: alpha))
    }
  }

  func report() -> MetricReport {
    var report = MetricReport(name: name)
    report.candidateSamples = candidate.reduce(0, +)
    report.stableSamples = stable.reduce(0, +)
    guard let size else {
      if criterion.meaning == .predictions {
        report.problem = .noData("too few values of the candidate to compare distributions")
      } else {
        report.advance = -LogDomain.zero
      }
      return report
    }
    (report.candidate, report.effect, report.bound) = (size, size, criterion.maximum)
    report.comparison =
      "the distributions differ by \(NumberText.fixed(size, decimals: 3)) beyond chance, "
      + "\(NumberText.fixed(criterion.maximum, decimals: 3)) is allowed"
    let holds = hasDrifted && criterion.meaning != .training
    report.hold = holds ? reason : nil
    (report.advance, report.relaxed) = holds ? (0, 0) : (-LogDomain.zero, -LogDomain.zero)
    if hasDrifted, criterion.meaning == .training {
      report.comparison += "; both versions see other data than in training"
    }
    return report
  }

  private var reason: String {
    criterion.meaning == .inputs
      ? "\(name): the versions get different inputs, so that their comparison is void"
      : "\(name): the candidate answers too differently"
  }

  private static func sum(_ a: [Double], _ b: [Double]?) -> [Double] {
    guard let b, !b.isEmpty else { return a }
    // Other bins are another histogram: what was counted in the old ones is worth nothing.
    return a.count == b.count ? zip(a, b).map { $0 + $1 } : b
  }
}
