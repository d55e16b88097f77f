/// What an event recorder has done.
public struct EventRecorderMetrics: Sendable, Hashable {
  /// Events that were handed in.
  public var recorded: UInt64 = 0
  /// Events that were created in the API.
  public var created: UInt64 = 0
  /// Series of repetitions that were brought up to date in the API.
  public var updated: UInt64 = 0
  /// Events that found the queue full.
  public var dropped: UInt64 = 0
  /// Events that the server refused, or could not take in many tries.
  public var failed: UInt64 = 0

  public init() {}
}
