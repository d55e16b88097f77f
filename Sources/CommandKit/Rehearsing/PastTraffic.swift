public import MetricSources

/// What a Prometheus server has kept of a rollout's pods, or of any other two versions that ran side by side.
public struct PastTraffic: Sendable {
  public var server: ProviderAddress
  /// Regular expressions for the names of the two versions' pods.
  public var stablePods: String
  public var candidatePods: String
  /// From when until when, in wall-clock seconds.
  public var times: ClosedRange<Double>

  public init(server: ProviderAddress, stablePods: String, candidatePods: String, times: ClosedRange<Double>) {
    (self.server, self.stablePods, self.candidatePods) = (server, stablePods, candidatePods)
    self.times = times
  }
}
