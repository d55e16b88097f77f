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
    let slow = { [seconds] (track: Track) in
      interval.pods(of: track).compactMap { pod in
        pod.counters.latency?.slower(than: seconds).map { (pod: pod.pod, count: $0) }
      }
    }
    let (candidate, stable) = (slow(.candidate), slow(.stable))
    let blockNoise = noise.noise(candidatePods: candidate.count, stablePods: stable.count)
    noise.observe(stable, from: interval.start)
    // Without a warm candidate pod stable's counts have nothing to be compared with.
    guard !candidate.isEmpty, exposure.weight > 0 else { return }
    let pair = CountPair(
      candidate: candidate.map(\.count).reduce(.none, +), stable: stable.map(\.count).reduce(.none, +))
    comparison.observe(pair, from: interval.start, step: exposure.step, weight: exposure.weight, noise: blockNoise)
  }
}
