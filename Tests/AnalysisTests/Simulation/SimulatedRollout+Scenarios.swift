import Analysis

extension SimulatedRollout {
  /// Scrapes every 15 seconds, 20 requests per second, errors alone.
  static func standard(errorRate: Double, candidate: Double) -> SimulatedRollout {
    var rollout = SimulatedRollout()
    rollout.configuration.latency = nil
    rollout.stable.errorRate = errorRate
    rollout.candidate.errorRate = candidate
    return rollout
  }

  /// Scrapes every second, 60 requests per second, a label for each, two steps; stable ran for twenty seconds before.
  static func demonstration(stablePods: Int) -> SimulatedRollout {
    var rollout = SimulatedRollout()
    rollout.configuration = .demonstration
    rollout.requestsPerSecond = 60
    rollout.scrapeSeconds = 1
    rollout.steps = [0.2, 0.5]
    rollout.labelShare = 1
    rollout.historySeconds = 20
    rollout.maximumSeconds = 300
    rollout.stable = SimulatedVersion(pods: stablePods, medianLatency: 0.003, accuracy: 0.94)
    rollout.candidate = SimulatedVersion(pods: 1, medianLatency: 0.003, accuracy: 0.97)
    return rollout
  }
}
