import Analysis

/// The product's judge on the histograms that each pod shows.
struct LatencySlipway: LatencyMethod {
  private struct Pod: Sendable {
    var name: String
    var started: Double
    var cumulative = Array(repeating: 0.0, count: LatencyLaw.bounds.count + 1)
  }

  let ladder: [Double]
  private var judge: RolloutJudge
  private var candidate: [Pod] = []
  private var stable: [Pod] = []
  private var scrapes = 0

  init(_ scenario: LatencyScenario, ladder: [Double], seed: UInt64) {
    self.ladder = ladder
    var configuration = JudgeConfiguration()
    configuration.errorRate = nil
    // The simulated pods have no cold start.
    configuration.latency?.warmUpSeconds = 0
    judge = RolloutJudge(configuration: configuration, steps: ladder, began: 0)
    var traffic = LatencyTraffic(scenario, seed: seed, run: 0)
    for _ in 0..<240 { observe(traffic.next(weight: 0), step: 0, weight: 0) }
  }

  mutating func decide(_ scrape: LatencyScrape, index: Int, step: Int) -> Action {
    observe(scrape, step: step, weight: ladder[step])
    switch judge.assess(at: Double(scrapes) * Scenario.interval).outcome {
    case .advance: return step == ladder.count - 1 ? .promote : .advance
    case .promote: return .promote
    case .rollBack: return .rollBack
    case .retreat: return .retreat
    case .wait, .hold: return .keep
    }
  }

  private mutating func observe(_ scrape: LatencyScrape, step: Int, weight: Double) {
    let before = Double(scrapes) * Scenario.interval
    scrapes += 1
    let time = Double(scrapes) * Scenario.interval
    Self.add(scrape.candidatePods, to: &candidate, prefix: "c", since: before)
    Self.add(scrape.stablePods, to: &stable, prefix: "s", since: before)
    let samples =
      candidate.prefix(scrape.candidatePods.count).map { Self.read($0, .candidate, time) }
      + stable.prefix(scrape.stablePods.count).map { Self.read($0, .stable, time) }
    judge.observe(samples, at: time, step: step, weight: weight)
  }

  private static func add(_ counts: [[Int]], to pods: inout [Pod], prefix: String, since: Double) {
    while pods.count < counts.count { pods.append(Pod(name: "\(prefix)\(pods.count)", started: since)) }
    for (index, pod) in counts.enumerated() {
      var sum = 0
      for (bucket, count) in pod.enumerated() {
        sum += count
        pods[index].cumulative[bucket] += Double(sum)
      }
    }
  }

  private static func read(_ pod: Pod, _ track: Track, _ time: Double) -> PodSamples {
    let count = pod.cumulative.last ?? 0
    return PodSamples(
      pod: pod.name, revision: track.rawValue, track: track, time: time, startTime: pod.started, requests: count,
      errors: 0,
      latency: LatencyHistogram(
        bounds: LatencyLaw.bounds, cumulative: Array(pod.cumulative.dropLast()), sum: 0, count: count))
  }
}
