import Analysis
import SlipwayAPI

extension AdditionalCriterion {
  /// What is judged besides errors, latency and accuracy; nil for those.
  ///
  /// - Parameter drifts: how many distributions are compared, each of which gets its part of the false alarms.
  init?(_ metric: AnalysisMetric, drifts: Int) {
    self.init(name: metric.name)
    if let criterion = metric.ratio {
      ratio = Analysis.RatioCriterion()
      ratio?.maximumDecrease = criterion.maxDecrease.fraction
    } else if let criterion = metric.mean {
      mean = Analysis.MeanCriterion()
      mean?.maximumChange = criterion.maxChange.fraction
      mean?.higherIsBetter = criterion.better == .higher
    } else if let criterion = metric.agreement {
      agreement = Analysis.AgreementCriterion()
      agreement?.minimum = criterion.min.fraction
    } else if let criterion = metric.drift {
      drift = Analysis.DriftCriterion(criterion, features: drifts)
    } else if let criterion = metric.query {
      threshold = ThresholdCriterion()
      threshold?.minimum = criterion.min?.number
      threshold?.maximum = criterion.max?.number
      threshold?.failures = criterion.failures
    } else if metric.job != nil {
      var check = ThresholdCriterion()
      (check.isCheck, check.minimum, check.failures) = (true, 1, 1)
      threshold = check
    } else {
      return nil
    }
  }
}

extension AdditionalCriterion {
  /// The guard of the parts of the traffic that a metric names; nil when it names none.
  init?(segmentsOf metric: AnalysisMetric) {
    guard let errors = metric.errorRate, let segments = errors.segments else { return nil }
    self.init(name: segments.metricName(metric.name))
    self.segments = SegmentCriterion(
      segments: segments.values.map { "\(segments.label) \($0)" }, errors: Analysis.ErrorRateCriterion(errors))
  }
}

extension SegmentSettings {
  /// What the guard is called in the status, beside the metric whose parts it guards.
  func metricName(_ metric: String) -> String { "\(metric) by \(label)" }
}

extension Analysis.DriftCriterion {
  fileprivate init(_ criterion: SlipwayAPI.DriftCriterion, features: Int) {
    self.init()
    method =
      switch criterion.method {
      case .psi: .stability
      case .jensenShannon: .divergence
      case .kolmogorovSmirnov: .gap
      case .wasserstein: .distance
      }
    meaning =
      switch criterion.of {
      case .inputs: .inputs
      case .predictions: .predictions
      case .training: .training
      }
    maximum = criterion.max.number ?? maximum
    reference = criterion.of == .training ? criterion.reference.map(Double.init) : nil
    self.features = features
  }
}
