/// Who reports events, and how many.
public struct EventRecorderConfiguration: Sendable, Hashable {
  /// Who reports, a qualified name such as `slipway.dev/operator`.
  public var reportingController: String
  /// Which instance, such as the name of the pod.
  public var reportingInstance: String
  /// Within which time the same event counts as a repetition; default 6 min, as in client-go.
  public var window: Duration = .seconds(360)
  /// How many events may wait to be written before further ones are dropped; default 1000, as in client-go.
  public var capacity = 1000
  /// How often one write is tried while the server cannot take it; default 12, as in client-go.
  public var tries = 12
  /// The delays between these tries; default 0.5 s to 30 s.
  public var backoff = Backoff(initial: .milliseconds(500), maximum: .seconds(30), jitter: 0.5)

  public init(reportingController: String, reportingInstance: String) {
    self.reportingController = reportingController
    self.reportingInstance = reportingInstance
  }
}
