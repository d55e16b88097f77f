/// How the pods of one version behave.
struct SimulatedVersion: Sendable {
  var pods = 2
  var errorRate = 0.0
  /// The median latency in seconds; the law is log-logistic with exponent 4, so that p99 is 3.15 medians.
  var medianLatency = 0.08
  var accuracy = 0.95
  /// The standard deviation of each pod's slow logarithmic noise, on errors and on latency.
  var errorNoise = 0.0
  var latencyNoise = 0.0
  /// How often a pod stalls, per second, and for how long on average, in seconds.
  var stallRate = 0.0
  var stallSeconds = 0.15
}
