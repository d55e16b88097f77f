@testable import Analysis

extension JudgeConfiguration {
  /// For a small service that is scraped every second and should decide within half a minute: demonstrations, and
  /// rollouts of services whose failures are gross.
  ///
  /// Blocks of ten seconds, steps of three seconds at least, wider tolerances and margins, and latencies that are
  /// trusted less, because a process on a busy machine stalls now and then: a fifth of slow requests is ignored.
  static var demonstration: JudgeConfiguration {
    var configuration = JudgeConfiguration()
    configuration.blockSeconds = 10
    configuration.minimumDwellSeconds = 3
    configuration.minimumRequests = 50
    configuration.maximumDurationSeconds = 180
    configuration.errorRate = ErrorRateCriterion()
    configuration.errorRate?.ignoreBelow = 0.01
    configuration.errorRate?.margin = 2
    configuration.errorRate?.acceptBelow = 0.03
    configuration.latency = LatencyCriterion()
    configuration.latency?.tolerance = 2
    configuration.latency?.margin = 4
    configuration.latency?.ignoreBelow = 0.20
    configuration.latency?.acceptBelow = 0.25
    configuration.latency?.warmUpSeconds = 2
    configuration.latency?.minimumHistory = 200
    configuration.latency?.noisePrior = 0.10
    configuration.accuracy = AccuracyCriterion()
    configuration.accuracy?.maximumDecrease = 0.05
    return configuration
  }
}
