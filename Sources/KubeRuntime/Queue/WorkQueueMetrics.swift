/// What a queue has done and holds, at one moment.
public struct WorkQueueMetrics: Sendable, Hashable {
  /// Keys that wait to be taken, by priority; none is zero.
  public var depths: [QueuePriority: Int] = [:]
  /// Keys that wait for a time to come.
  public var delayed = 0
  /// Keys that workers have taken and not finished.
  public var inFlight = 0
  /// How often a key has been added, duplicates included.
  public var adds: UInt64 = 0
  /// How often a key was added again because it failed.
  public var retries: UInt64 = 0

  /// How long the keys in flight have been worked on, together.
  public var unfinished: Duration = .zero
  /// How long the one that has been worked on for the longest has been.
  public var longestRunning: Duration = .zero

  /// Keys that wait to be taken.
  public var depth: Int { depths.values.reduce(0, +) }

  public init() {}
}
