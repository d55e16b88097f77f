/// How a ``Controller`` works.
public struct ControllerConfiguration: Sendable, Hashable {
  /// Names the controller in logs and metrics.
  public var name: String
  /// How many keys are worked on at the same time; default 4.
  public var workers = 4
  /// How long one reconcile may take before it is cancelled and counts as failed; default 2 min.
  public var reconcileLimit: Duration = .seconds(120)
  /// How long reconciles in flight may go on after the controller's task has been cancelled; default 20 s, which leaves
  /// a pod of the usual 30 s some time for the rest.
  public var stopLimit: Duration = .seconds(20)
  /// The delays after failures of one key; default 50 ms to 5 min.
  public var backoff = Backoff.reconcile

  /// How many failed keys are tried again a second, all together; default 100.
  public var retryRate = RetryRate()

  public init(name: String) { self.name = name }
}
