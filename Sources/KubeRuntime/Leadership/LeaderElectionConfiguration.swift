/// Which lease replicas compete for, and how patient they are.
///
/// Times are durations on each replica's own monotonic clock; wall clocks may differ as they like. Two replicas never
/// act at the same time as long as their clocks run at rates that differ by less than lease to renewal, 3 to 2.
public struct LeaderElectionConfiguration: Sendable, Hashable {
  /// The namespace of the lease: the one that the replicas run in.
  public var namespace: String
  /// The name of the lease: one for each group of replicas.
  public var name: String
  /// Names this process and no other, before or after it: a pod's name alone would also name its restarted container.
  public var identity: String
  /// After how long without renewal others may take over; default 15 s. Whole seconds, as the API counts them.
  public var leaseSeconds = 15
  /// After how long without a successful renewal the leader gives up; default 10 s.
  public var renewDeadline: Duration = .seconds(10)
  /// The longest pause between two looks, or two renewals; default 2 s. The shortest is four fifths of it.
  public var retryPeriod: Duration = .seconds(2)

  public init(namespace: String, name: String, identity: String) {
    self.namespace = namespace
    self.name = name
    self.identity = identity
  }

  var leaseDuration: Duration { .seconds(leaseSeconds) }

  /// How long one exchange may take: one that hangs must leave time for another.
  var requestLimit: Duration { max(.seconds(1), renewDeadline / 2) }

  /// - Throws: `.invalidConfiguration` for durations that would let two replicas lead at once, or none for long.
  func validate() throws(LeadershipError) {
    func require(_ condition: Bool, _ message: @autoclosure () -> String) throws(LeadershipError) {
      guard condition else { throw LeadershipError(.invalidConfiguration, message: message()) }
    }
    try require(!identity.isEmpty, "identity must not be empty")
    try require(!namespace.isEmpty && !name.isEmpty, "a lease needs a namespace and a name")
    try require(
      leaseSeconds <= 3600 && leaseDuration > renewDeadline,
      "leaseSeconds is \(leaseSeconds), but must exceed renewDeadline (\(renewDeadline)) and be at most 3600")
    try require(
      renewDeadline > retryPeriod * 1.2,
      "renewDeadline is \(renewDeadline), but must exceed retryPeriod (\(retryPeriod)) by more than a fifth")
    try require(retryPeriod >= .milliseconds(100), "retryPeriod is \(retryPeriod), but must be at least 0.1 seconds")
  }
}
