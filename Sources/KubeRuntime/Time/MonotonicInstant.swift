/// A point on the monotonic clock: for waits and durations, never for API fields, which carry wall-clock time.
///
/// Instants of one ``TimeSource`` can be compared; the origin means nothing.
public struct MonotonicInstant: Sendable, Hashable, InstantProtocol {
  /// The time since the source's origin.
  public let sinceOrigin: Duration

  public init(sinceOrigin: Duration) { self.sinceOrigin = sinceOrigin }

  public func advanced(by duration: Duration) -> MonotonicInstant {
    MonotonicInstant(sinceOrigin: sinceOrigin + duration)
  }

  public func duration(to other: MonotonicInstant) -> Duration { other.sinceOrigin - sinceOrigin }

  public static func < (left: MonotonicInstant, right: MonotonicInstant) -> Bool {
    left.sinceOrigin < right.sinceOrigin
  }

  public static func + (instant: MonotonicInstant, duration: Duration) -> MonotonicInstant {
    instant.advanced(by: duration)
  }

  public static func - (later: MonotonicInstant, earlier: MonotonicInstant) -> Duration {
    earlier.duration(to: later)
  }
}

extension MonotonicInstant: CustomStringConvertible {
  public var description: String { "+\(sinceOrigin)" }
}
