/// How long leases last and how often they are renewed.
///
/// Times are durations on each process's own monotonic clock; wall clocks may differ as they like. Two processes never
/// act at the same time as long as their clocks run at rates that differ by less than lease to renewal, 3 to 2.
public struct LeaseTiming: Sendable, Hashable {
  /// After how long without renewal others may take over; default 15 s. Whole seconds, as the API counts them.
  public var leaseSeconds = 15
  /// After how long without a successful renewal the holder gives up; default 10 s.
  public var renewDeadline: Duration = .seconds(10)
  /// The longest pause between two looks, or two renewals; default 2 s. The shortest is four fifths of it.
  public var retryPeriod: Duration = .seconds(2)

  public init() {}

  var leaseDuration: Duration { .seconds(leaseSeconds) }

  /// How long one exchange may take: one that hangs must leave time for another.
  var requestLimit: Duration { max(.seconds(1), renewDeadline / 2) }

  /// The next pause: replicas that were started together drift apart.
  func pause(using generator: inout some RandomNumberGenerator) -> Duration {
    retryPeriod * Double.random(in: 0.8...1, using: &generator)
  }

  /// - Throws: `.invalidConfiguration` for durations that would let two processes act at once, or none for long.
  func validate() throws(LeadershipError) {
    func require(_ condition: Bool, _ message: @autoclosure () -> String) throws(LeadershipError) {
      guard condition else { throw LeadershipError(.invalidConfiguration, message: message()) }
    }
    try require(
      leaseSeconds <= 3600 && leaseDuration > renewDeadline,
      "leaseSeconds is \(leaseSeconds), but must exceed renewDeadline (\(renewDeadline)) and be at most 3600")
    try require(
      renewDeadline > retryPeriod * 1.2,
      "renewDeadline is \(renewDeadline), but must exceed retryPeriod (\(retryPeriod)) by more than a fifth")
    try require(retryPeriod >= .milliseconds(100), "retryPeriod is \(retryPeriod), but must be at least 0.1 seconds")
  }
}
