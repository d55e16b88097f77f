import KubeRuntime

/// How patient a kubelet is with pods.
struct PodRules: Sendable, Hashable {
  /// How long a container that keeps ending waits before it is started again; a first end is followed by a start at
  /// once, as in Kubernetes.
  var restartBackoff = Backoff(initial: .seconds(10), maximum: .seconds(300), jitter: 0)
  /// After how long a run the waits begin from the start again.
  var restartReset: Duration = .seconds(600)
  /// How often readiness and startup are asked until the first success; `nil` for the probe's own period.
  var eagerProbePeriod: Duration? = .milliseconds(100)
  /// How long a pod that is being deleted still runs before SIGTERM, so that no proxy sends it requests any more; at
  /// most half of its grace period.
  var terminationDelay: Duration = .milliseconds(300)

  /// The wait after a number of ends in a row.
  func restartDelay(afterFailures failures: Int) -> Duration {
    failures <= 1 ? .zero : restartBackoff.bound(afterFailures: failures - 1)
  }
}
