extension Validation {
  static func analysisIssues(_ analysis: AnalysisSettings) -> [FieldIssue] {
    timeIssues(analysis) + confidenceIssues(analysis) + sourceIssues(analysis) + queryIssues(analysis)
      + metricIssues(analysis.metrics, at: "spec.analysis.metrics")
  }

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
}
