/// A judge's answer for one metric.
public enum Verdict: String, Sendable, Codable, Hashable {
  /// Proven to be within the margin of the step.
  case pass
  /// Proven to be worse than tolerated.
  case fail
  /// Neither is proven yet.
  case inconclusive
  /// There is nothing to judge by, which is not a pass.
  case noData
  /// The metric cannot be read.
  case error
}
