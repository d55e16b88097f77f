/// How much traffic a service has, and how it fares.
public struct TrafficFigures: Sendable, Hashable {
  /// Of the whole service.
  public var requestsPerSecond: Double
  /// The part of the requests that fail, from 0 to 1.
  public var errorRate: Double
  /// How they are known, for people.
  public var source: String

  public init(requestsPerSecond: Double, errorRate: Double, source: String) {
    (self.requestsPerSecond, self.errorRate, self.source) = (requestsPerSecond, errorRate, source)
  }
}
