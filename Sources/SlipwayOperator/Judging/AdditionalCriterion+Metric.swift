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
    } else {
      return nil
    }
  }
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
