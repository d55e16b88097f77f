/// How a client tells time, waits and draws lots. Tests bring their own.
public struct ClientTime: Sendable {
  /// The time since some fixed moment, on a clock that never goes back.
  public var now: @Sendable () -> Duration
  /// Waits; throws when the calling task is cancelled.
  public var sleep: @Sendable (Duration) async throws -> Void
  /// A number from 0 up to, and without, 1.
  public var random: @Sendable () -> Double

  public init(
    now: @escaping @Sendable () -> Duration, sleep: @escaping @Sendable (Duration) async throws -> Void,
    random: @escaping @Sendable () -> Double
  ) {
    self.now = now
    self.sleep = sleep
    self.random = random
  }

  /// The machine's clock and randomness.
  public static let live: ClientTime = {
    let start = ContinuousClock.now
    return ClientTime(
      now: { ContinuousClock.now - start }, sleep: { try await Task.sleep(for: $0, clock: .continuous) },
      random: { Double.random(in: 0..<1) })
  }()

  /// A duration drawn evenly from a range.
  func draw(from range: ClosedRange<Duration>) -> Duration {
    range.lowerBound + (range.upperBound - range.lowerBound) * random()
  }
}
