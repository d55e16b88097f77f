/// What a controller has done and holds, at one moment.
public struct ControllerMetrics: Sendable, Hashable {
  /// How a reconcile ended.
  public enum Result: String, Sendable, Hashable, CaseIterable {
    case settled
    case again
    case failed
    case timedOut = "timed_out"
  }

  /// Every result is there from the start: a series that only appears with the first failure hides that failure.
  public var reconciles = Dictionary(uniqueKeysWithValues: Result.allCases.map { ($0, UInt64(0)) })
  /// How long reconciles took.
  public var reconcileDuration = DurationHistogram()
  /// How long keys were ready before a worker took them.
  public var queueDuration = DurationHistogram()
  public var queue = WorkQueueMetrics()

  public init() {}
}
