/// How a version of a model behaves in made-up traffic.
public struct MadeUpService: Sendable, Hashable {
  /// The part of the requests that fail, from 0 to 1.
  public var errorRate: Double
  /// The median of the answer times, in seconds.
  public var latency: Double
  /// The part of the labelled predictions that are right, from 0 to 1.
  public var accuracy: Double

  public init(errorRate: Double = 0.005, latency: Double = 0.05, accuracy: Double = 0.9) {
    (self.errorRate, self.latency, self.accuracy) = (errorRate, latency, accuracy)
  }
}
