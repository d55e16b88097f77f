import Analysis
import BenchmarkSupport

/// Goal 10: what a decision costs, and how much a judge has to remember.
struct DecisionCost {
  let seed: UInt64
  /// Whether the reference values were checked, by the tests that ran before.
  let vectors: Bool?

  /// Microseconds of CPU for taking in one round of scrapes and concluding from it.
  func microseconds(pods: Int, latency: Bool) -> Double {
    var scenario = Scenario(base: 0.01, rps: 100)
    scenario.pods = pods
    let ladder = commonLadder
    let rounds = 200
    var traffic = LatencyTraffic(
      LatencyScenario(effect: "1", rps: 100, isOverdispersed: false, pods: pods), seed: seed, run: 1)
    var configuration = JudgeConfiguration()
    if !latency { configuration.latency = nil }
    var judge = RolloutJudge(configuration: configuration, steps: ladder, began: 0)
    var counters = FullCounters()
    let recorded = (0..<rounds).map { index in
      counters.samples(traffic.next(weight: index < 100 ? 0 : 0.25), at: Double(index + 1) * 15)
    }
    var best = Double.infinity
    for _ in 0..<5 {
      var copy = judge
      for (index, samples) in recorded.prefix(100).enumerated() {
        copy.observe(samples, at: Double(index + 1) * 15, step: 0, weight: 0)
      }
      let start = ThreadClock.seconds
      for (index, samples) in recorded.enumerated().dropFirst(100) {
        let time = Double(index + 1) * 15
        copy.observe(samples, at: time, step: 2, weight: 0.25)
        _ = copy.assess(at: time)
      }
      best = min(best, (ThreadClock.seconds - start) / 100 * 1e6)
    }
    judge = RolloutJudge(configuration: configuration, steps: ladder, began: 0)
    return best
  }

  /// - Parameter share: the share of a core that a thousand rollouts take, from ``ScrapeCost``.
  func line(share: Double) -> GoalLine {
    let plain = microseconds(pods: 4, latency: false)
    let full = microseconds(pods: 4, latency: true)
    let large = microseconds(pods: 20, latency: true)
    let size = StateSize.measure(seed: seed)
    return GoalLine(
      number: 10,
      isMet: vectors == true && full < 50 && large < 50 && size.allSatisfy { $0.bytes < 4096 } && share < 0.2,
      figures:
        "reference values \(vectors.map { $0 ? "all within tolerance" : "NOT met" } ?? "not checked in this run"); a "
        + "decision step takes \(ResultTable.number(plain.rounded(to: 1))) us for errors, "
        + "\(ResultTable.number(full.rounded(to: 1))) us for errors and latency of 4 pods, "
        + "\(ResultTable.number(large.rounded(to: 1))) us of 20 pods (at most 50); 1,000 rollouts of 4 pods, read and judged every 15 s, take "
        + "\(GoalLine.percent(share)) of a core (at most 20 %); state "
        + size.map { "\($0.name) \($0.bytes) bytes" }.joined(separator: ", ") + " (below 4096 a metric)")
  }
}

extension Double {
  func rounded(to decimals: Int) -> Double {
    let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
    return (self * scale).rounded() / scale
  }
}
