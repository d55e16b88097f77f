import Analysis

/// How many bytes a judge is stored as, in the middle of a rollout.
enum StateSize {
  static func measure(seed: UInt64) -> [(name: String, bytes: Int)] {
    let none = size(errors: false, latency: false, pods: 4, seed: seed)
    let perPod = (size(errors: false, latency: false, pods: 20, seed: seed) - none) / 16
    return [
      ("errors", size(errors: true, latency: false, pods: 4, seed: seed) - none),
      ("latency", size(errors: false, latency: true, pods: 4, seed: seed) - none),
      ("each pod", perPod),
    ]
  }

  private static func size(errors: Bool, latency: Bool, pods: Int, seed: UInt64) -> Int {
    var configuration = JudgeConfiguration()
    if !errors { configuration.errorRate = nil }
    if !latency { configuration.latency = nil }
    var judge = RolloutJudge(configuration: configuration, steps: commonLadder, began: 0)
    var counters = FullCounters()
    var traffic = LatencyTraffic(
      LatencyScenario(effect: "1", rps: 100, isOverdispersed: true, pods: pods), seed: seed, run: 1)
    for index in 0..<240 {
      let step = min(max((index - 60) / 40, 0), 3)
      let weight = index < 60 ? 0 : commonLadder[step]
      let time = Double(index + 1) * 15
      judge.observe(counters.samples(traffic.next(weight: weight), at: time), at: time, step: step, weight: weight)
    }
    return JudgeState.bytes(of: judge).count
  }
}
