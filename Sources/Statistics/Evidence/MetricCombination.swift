/// Several metrics in one decision.
///
/// Source: the statistics study, section 1.12.
public enum MetricCombination {
  /// ln of the weighted sum of the metrics' e-values: valid under any dependence, and at least as strong as dividing
  /// alpha among them. The weights sum to 1.
  public static func logRollback(_ logEvidence: [Double], weights: [Double]) -> Double {
    LogDomain.sum(zip(logEvidence, weights).map { LogDomain.bounded($0) + LogDomain.log($1) })
  }

  /// ln of the least e-value: every metric has to pass, so that nothing has to be divided.
  public static func logAdvance(_ logEvidence: [Double]) -> Double {
    logEvidence.min().map(LogDomain.bounded) ?? 0
  }
}
