
/// How patient a kubelet is with pods.
package struct PodRules: Sendable, Hashable {
  /// How long a container that keeps ending waits before it is started again; a first end is followed by a start at
  /// once, as in Kubernetes.
  package var restartBackoff = RestartBackoff()
  /// After how long a run the waits begin from the start again.
  package var restartReset: Duration = .seconds(600)
  /// How often readiness and startup are asked until the first success; `nil` for the probe's own period.
  package var eagerProbePeriod: Duration? = .milliseconds(100)
  /// How long a pod that is being deleted still runs before SIGTERM, so that no proxy sends it requests any more; at
  /// most half of its grace period.
  package var terminationDelay: Duration = .milliseconds(300)

  /// Whether probes of every sort are asked, and not only those over HTTP and TCP.
  package var asksEveryProbe = false
  /// How long a failed pull is reported as such, before the wait for the next try is.
  package var pullErrorNotice: Duration = .seconds(2)

  package init() {}

  /// The wait after a number of ends in a row.
  package func restartDelay(afterFailures failures: Int) -> Duration {
    failures <= 1 ? .zero : restartBackoff.delay(afterFailures: failures - 1)
  }
}
