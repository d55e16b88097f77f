import Statistics

/// One histogram bound at which the versions' slow requests are compared.
struct TrackedBound: Sendable, Codable, Equatable {
  /// The bound in seconds: requests that took longer are slow.
  let seconds: Double
  private(set) var comparison: SequentialComparison
  private(set) var noise: StableNoise
  private let plan: SequentialComparison.Plan
  /// What stable has done while it had traffic.
  private var record = StableRecord()
  private(set) var recorded: RecordedComparison?

  /// - Parameter past: over how many seconds the history was counted.
  init(seconds: Double, plan: SequentialComparison.Plan, history: EventCount, past: Double, noise: StableNoise) {
    (self.seconds, self.plan) = (seconds, plan)
    record.add(history, seconds: past)
    comparison = SequentialComparison(plan: plan, history: history)
    self.noise = noise
  }

  /// Takes an interval.
  ///
  /// - Parameter parts: how many comparisons with a record there are.
  mutating func observe(
    _ interval: Interval, _ exposure: Exposure, _ configuration: JudgeConfiguration, parts: Int
  ) {
    let stable = interval.pods(of: .stable).compactMap { [seconds] pod in
      pod.counters.latency?.slower(than: seconds).map { (pod: pod.pod, count: $0) }
    }
    let candidatePods = interval.pods(of: .candidate).count { [seconds] in $0.counters.latency?.has(seconds) == true }
    let blockNoise = noise.noise(candidatePods: candidatePods, stablePods: stable.count)
    noise.observe(stable, from: interval.start)
    let ofStable = stable.reduce(EventCount.none) { $0 + $1.count }
    if !exposure.isSwitched { record.add(ofStable, seconds: interval.seconds) }
    // Without a warm candidate pod stable's counts have nothing to be compared with.
    guard candidatePods > 0, exposure.weight > 0 else { return }
    let candidate = interval.pods(of: .candidate).reduce(EventCount.none) { [seconds] sum, pod in
      pod.counters.latency?.slower(than: seconds).map { sum + $0 } ?? sum
    }
    let pair = CountPair(candidate: candidate, stable: ofStable)
    if exposure.isSwitched {
      return recorded.observe(
        pair.candidate, from: interval.start, noise: blockNoise, after: record, parts: parts, configuration,
        RecordedComparison.Rule(plan))
    }
    comparison.observe(pair, from: interval.start, step: exposure.step, weight: exposure.weight, noise: blockNoise)
  }
}
