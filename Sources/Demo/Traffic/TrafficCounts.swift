/// What became of the requests that the demo sent.
public struct TrafficCounts: Sendable, Hashable {
  /// Requests that were sent and have ended.
  public var requests = 0
  /// Requests that a model answered with an error.
  public var failed = 0
  /// Requests that no model answered: the connection failed, or no replica was ready.
  public var dropped = 0
  /// Why, for the first few of them.
  public var dropReasons: [String] = []

  mutating func drop(_ reason: String) {
    dropped += 1
    if dropReasons.count < 5 { dropReasons.append(reason) }
  }
}
