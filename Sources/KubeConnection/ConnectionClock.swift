package import KubeCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// How a connection tells time. Tests bring their own.
package struct ConnectionClock: Sendable {
  /// The time since some moment, for periods.
  package var now: @Sendable () -> ContinuousClock.Instant
  /// The time of day, for credentials that say when they end.
  package var wall: @Sendable () -> Timestamp

  package init(
    now: @escaping @Sendable () -> ContinuousClock.Instant, wall: @escaping @Sendable () -> Timestamp
  ) {
    self.now = now
    self.wall = wall
  }

  /// The machine's clocks.
  package static let live = ConnectionClock(now: { .now }) {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(seconds: Int64(time.tv_sec), nanoseconds: Int32(time.tv_nsec))
  }
}
