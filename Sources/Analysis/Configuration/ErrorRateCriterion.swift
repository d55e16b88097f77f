/// How a candidate's error rate is judged against stable's. Rates are shares of the requests, from 0 to 1.
public struct ErrorRateCriterion: Sendable, Codable, Equatable {
  /// The multiple of stable's rate that is never a reason to roll back; 1.10 by default.
  public var tolerance = 1.10
  /// The rate below which a candidate is never rolled back; 0.001 by default.
  public var ignoreBelow = 0.001
  /// The multiple of stable's rate that a promoted candidate is proven to be below; 1.50 by default.
  public var margin = 1.50
  /// The rate below which a candidate may be promoted whatever stable's rate is; 0.005 by default.
  public var acceptBelow = 0.005
  /// The share of requests that is promised to succeed, below 1: while stable itself breaks the promise, nothing goes
  /// on. Nil, the default, promises nothing.
  public var objective: Double?
  /// The relative variance of a pod's rate in a block before anything is known; 0.02 by default.
  public var noisePrior = 0.02

  /// The defaults.
  public init() {}
}
