/// How a candidate's latency is judged against stable's.
///
/// Requests slower than some histogram bounds are counted; a tolerance in time becomes a tolerance of each count
/// through the slope of stable's own latency distribution.
public struct LatencyCriterion: Sendable, Codable, Equatable {
  /// A bound on a percentile that holds whatever stable does.
  public struct Limit: Sendable, Codable, Equatable {
    /// The greatest latency, in seconds. The largest histogram bound that does not exceed it counts.
    public var seconds: Double
    /// The share of the requests that has to be as fast; 0.99 by default.
    public var percentile: Double

    /// Makes a limit.
    public init(seconds: Double, percentile: Double = 0.99) {
      self.seconds = seconds
      self.percentile = percentile
    }
  }

  /// The factor in time that is never a reason to roll back; 1.10 by default.
  public var tolerance = 1.10
  /// The factor in time that a promoted candidate is proven to be below; 1.30 by default.
  public var margin = 1.30
  /// The share of slow requests below which a candidate is never rolled back; 0.005 by default.
  public var ignoreBelow = 0.005
  /// The share of slow requests below which a candidate may be promoted; 0.01 by default.
  public var acceptBelow = 0.01
  /// An absolute bound besides the comparison.
  public var limit: Limit?
  /// The percentile that is reported, from 0 to 1; 0.99 by default.
  public var reportedPercentile = 0.99
  /// How long a pod's latencies are ignored after it started, in seconds; 30 by default.
  public var warmUpSeconds = 30.0
  /// The relative variance of a pod's share of slow requests in a block before anything is known; 0.02 by default.
  public var noisePrior = 0.02
  /// How many latencies of stable must be known before the bounds to compare are chosen; 100 by default.
  public var minimumHistory = 100.0

  /// The defaults.
  public init() {}
}
