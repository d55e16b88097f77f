package import Analysis
package import SlipwayAPI

extension JudgeConfiguration {
  /// What the judge is to hold to, as `spec.analysis` says.
  package init(_ settings: AnalysisSettings) {
    self.init()
    falseRollback = settings.confidence.complement.fraction
    falsePromotion = settings.falsePromotion.fraction
    blockSeconds = settings.block.seconds
    minimumDwellSeconds = settings.dwell.seconds
    minimumRequests = Double(settings.minimumRequests)
    maximumDurationSeconds = settings.inconclusiveAfter.seconds
    errorRate = settings.metrics.compactMap(\.errorRate).first.map { Analysis.ErrorRateCriterion($0) }
    latency = settings.metrics.compactMap(\.latency).first.map { Analysis.LatencyCriterion($0) }
    accuracy = settings.metrics.compactMap(\.accuracy).first.map { Analysis.AccuracyCriterion($0) }
    let drifts = settings.metrics.count { $0.drift != nil }
    additional =
      settings.metrics.compactMap { AdditionalCriterion($0, drifts: drifts) }
      + settings.metrics.compactMap { AdditionalCriterion(segmentsOf: $0) }
  }
}

extension Analysis.ErrorRateCriterion {
  init(_ criterion: SlipwayAPI.ErrorRateCriterion) {
    self.init()
    tolerance = 1 + criterion.tolerance.fraction
    margin = 1 + criterion.margin.fraction
    ignoreBelow = criterion.ignoreBelow.fraction
    acceptBelow = criterion.acceptBelow.fraction
    objective = criterion.objective?.fraction
  }
}

extension Analysis.LatencyCriterion {
  fileprivate init(_ criterion: SlipwayAPI.LatencyCriterion) {
    self.init()
    tolerance = 1 + criterion.maxIncrease.fraction
    margin = 1 + criterion.margin.fraction
    ignoreBelow = criterion.ignoreBelow.fraction
    acceptBelow = criterion.acceptBelow.fraction
    warmUpSeconds = criterion.warmUp.seconds
    reportedPercentile = Double(criterion.percentile) / 100
    limit = criterion.max.map { Limit(seconds: $0.seconds, percentile: Double(criterion.percentile) / 100) }
  }
}

extension Analysis.AccuracyCriterion {
  fileprivate init(_ criterion: SlipwayAPI.AccuracyCriterion) {
    self.init()
    maximumDecrease = criterion.maxDecrease.fraction
  }
}

extension TimeSpan {
  var seconds: Double { Double(milliseconds) / 1000 }
}
