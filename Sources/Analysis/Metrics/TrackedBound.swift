import Statistics

/// One histogram bound at which the versions' slow requests are compared.
struct TrackedBound: Sendable, Codable, Equatable {
  /// The bound in seconds: requests that took longer are slow.
  let seconds: Double
  private(set) var comparison: SequentialComparison
  private(set) var noise: StableNoise

  init(seconds: Double, plan: SequentialComparison.Plan, history: EventCount, noise: StableNoise) {
    self.seconds = seconds
    comparison = SequentialComparison(plan: plan, history: history)
    self.noise = noise
  }

  mutating func observe(_ interval: Interval, _ exposure: Exposure) {
    let stable = interval.pods(of: .stable).compactMap { [seconds] pod in
      pod.counters.latency?.slower(than: seconds).map { (pod: pod.pod, count: $0) }
    }
    let candidatePods = interval.pods(of: .candidate).count { [seconds] in $0.counters.latency?.has(seconds) == true }
    let blockNoise = noise.noise(candidatePods: candidatePods, stablePods: stable.count)
    noise.observe(stable, from: interval.start)
    // Without a warm candidate pod stable's counts have nothing to be compared with.
    guard candidatePods > 0, exposure.weight > 0 else { return }
    let candidate = interval.pods(of: .candidate).reduce(EventCount.none) { [seconds] sum, pod in
      pod.counters.latency?.slower(than: seconds).map { sum + $0 } ?? sum
    }
    let pair = CountPair(candidate: candidate, stable: stable.reduce(.none) { $0 + $1.count })
    comparison.observe(pair, from: interval.start, step: exposure.step, weight: exposure.weight, noise: blockNoise)
  }
}
