/// What a queue has done and holds, at one moment.
public struct WorkQueueMetrics: Sendable, Hashable {
  /// Keys that wait to be taken.
  public var depth = 0
  /// Keys that wait for a time to come.
  public var delayed = 0
  /// Keys that workers have taken and not finished.
  public var inFlight = 0
  /// How often a key has been added, duplicates included.
  public var adds: UInt64 = 0
  /// How often a key was added again because it failed.
  public var retries: UInt64 = 0

  public init() {}
}
