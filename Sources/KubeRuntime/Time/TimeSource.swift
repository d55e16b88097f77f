public import KubeCore

/// The clocks of a program, as a value that tests replace.
///
/// Waits are measured on the monotonic clock; the wall clock, which can jump, only fills API fields.
public struct TimeSource: Sendable {
  private let readMonotonic: @Sendable () -> MonotonicInstant
  private let readWall: @Sendable () -> Timestamp
  private let suspend: @Sendable (MonotonicInstant) async throws(CancellationError) -> Void

  /// - Parameter sleep: returns at or after the given instant, at once for one that has passed, and throws as soon as
  ///   the calling task is cancelled.
  public init(
    now: @escaping @Sendable () -> MonotonicInstant,
    wall: @escaping @Sendable () -> Timestamp,
    sleep: @escaping @Sendable (_ until: MonotonicInstant) async throws(CancellationError) -> Void
  ) {
    readMonotonic = now
    readWall = wall
    suspend = sleep
  }

  /// The present on the monotonic clock.
  public func now() -> MonotonicInstant { readMonotonic() }

  /// The present in wall-clock time.
  public func wall() -> Timestamp { readWall() }

  /// Waits until an instant has come.
  public func sleep(until deadline: MonotonicInstant) async throws(CancellationError) { try await suspend(deadline) }

  /// Waits for a while.
  public func sleep(for duration: Duration) async throws(CancellationError) { try await suspend(now() + duration) }
}
