extension Validation {
  static func analysisIssues(_ analysis: AnalysisSettings) -> [FieldIssue] {
    timeIssues(analysis) + confidenceIssues(analysis) + duplicates(analysis.metrics.map(\.name), in: metricsPath)
      + analysis.metrics.enumerated().flatMap { metricIssues($1, at: "\(metricsPath)[\($0)]") }
  }

  private static let metricsPath = "spec.analysis.metrics"

  private static func timeIssues(_ analysis: AnalysisSettings) -> [FieldIssue] {
    var issues: [FieldIssue] = []
    for (field, span) in [
      ("interval", analysis.interval), ("block", analysis.block), ("inconclusiveAfter", analysis.inconclusiveAfter),
    ] where span < .seconds(1) {
      issues.append(issue("spec.analysis.\(field)", span.text, "must be at least 1s"))
    }
    if analysis.block < analysis.interval {
      issues.append(
        issue("spec.analysis.block", analysis.block.text, "must be at least the interval of \(analysis.interval.text)"))
    }
    return issues
  }

  private static func confidenceIssues(_ analysis: AnalysisSettings) -> [FieldIssue] {
    var issues: [FieldIssue] = []
    if analysis.confidence < BasisPoints(percent: 50) || analysis.confidence >= .whole {
      issues.append(issue("spec.analysis.confidence", analysis.confidence.text, "must be at least 50% and below 100%"))
    }
    if analysis.falsePromotion == .zero || analysis.falsePromotion > BasisPoints(percent: 50) {
      issues.append(
        issue("spec.analysis.falsePromotion", analysis.falsePromotion.text, "must be above 0% and at most 50%"))
    }
    return issues
  }

  private static func metricIssues(_ metric: AnalysisMetric, at path: String) -> [FieldIssue] {
    let kinds = [metric.errorRate != nil, metric.latency != nil, metric.accuracy != nil].count { $0 }
    guard kinds == 1 else { return [issue(path, "", "must have exactly one of `errorRate`, `latency` and `accuracy`")] }
    var issues: [FieldIssue] = []
    if let errors = metric.errorRate {
      if errors.margin <= errors.tolerance {
        issues.append(
          issue(
            "\(path).errorRate.margin", errors.margin.text, "must be above the tolerance of \(errors.tolerance.text)"))
      }
      for (field, rate) in [("ignoreBelow", errors.ignoreBelow), ("acceptBelow", errors.acceptBelow)]
      where rate >= .whole {
        issues.append(issue("\(path).errorRate.\(field)", rate.text, "must be below 100%"))
      }
    }
    if let latency = metric.latency, latency.margin <= latency.maxIncrease {
      issues.append(
        issue("\(path).latency.margin", latency.margin.text, "must be above `maxIncrease`, \(latency.maxIncrease.text)")
      )
    }
    if let accuracy = metric.accuracy, accuracy.maxDecrease == .zero || accuracy.maxDecrease >= .whole {
      issues.append(
        issue("\(path).accuracy.maxDecrease", accuracy.maxDecrease.text, "must be above 0% and below 100%"))
    }
    return issues
  }
}
