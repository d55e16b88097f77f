import KubeCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension TimeSource {
  /// The machine's clocks. The monotonic one goes on while the machine is suspended.
  public static let live: TimeSource = {
    let clock = ContinuousClock()
    let origin = clock.now
    let now: @Sendable () -> MonotonicInstant = { MonotonicInstant(sinceOrigin: origin.duration(to: clock.now)) }
    return TimeSource(now: now, wall: systemTime) { (deadline: MonotonicInstant) throws(CancellationError) in
      // In slices: a deadline in the far future must not overflow the system's timers.
      while deadline > now() {
        let slice = min(deadline, now() + longestSleep)
        do {
          try await Task.sleep(until: origin.advanced(by: slice.sinceOrigin), clock: .continuous)
        } catch {
          throw CancellationError()
        }
      }
      guard !Task.isCancelled else { throw CancellationError() }
    }
  }()

  private static var longestSleep: Duration { .seconds(86_400) }

  @Sendable
  private static func systemTime() -> Timestamp {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(seconds: Int64(time.tv_sec), nanoseconds: Int32(time.tv_nsec))
  }
}
