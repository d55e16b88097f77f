import KubeCore

/// What both versions counted by bucket between two scrapes, pod by pod.
struct LatencyScrape: Sendable {
  var candidatePods: [[Int]] = []
  var stablePods: [[Int]] = []
  var harm = 0.0

  static func sum(_ pods: [[Int]]) -> [Double] {
    var total = Array(repeating: 0.0, count: LatencyLaw.bounds.count + 1)
    for pod in pods {
      for (index, count) in pod.enumerated() { total[index] += Double(count) }
    }
    return total
  }
}

/// The latencies of one run.
struct LatencyTraffic {
  private let scenario: LatencyScenario
  private var arrivals: SplitMix64
  private var random: SplitMix64
  private var noise: PodNoise?
  private let exact: (candidate: [Double], stable: [Double])

  init(_ scenario: LatencyScenario, seed: UInt64, run: UInt64) {
    self.scenario = scenario
    arrivals = SplitMix64(seed, run, 5)
    random = SplitMix64(seed, run, 6)
    let law = Scenario.Noise(pod: 0.1, podMemory: 0.8, shared: 0.05, sharedMemory: 0.9)
    if scenario.isOverdispersed {
      noise = PodNoise(law, pods: scenario.pods, random: SplitMix64(seed, run, 7))
    }
    exact = (scenario.law.shares(), LatencyLaw().shares())
  }

  mutating func next(weight: Double) -> LatencyScrape {
    noise?.advance()
    let all = arrivals.poisson(scenario.rps * Scenario.interval)
    let candidate = random.binomial(all, weight)
    let pods = weight <= 0 ? 0 : min(max(Int((Double(scenario.pods) * weight).rounded()), 1), scenario.pods - 1)
    let (noise, exact, law) = (noise, exact, scenario.law)
    var scrape = LatencyScrape()
    scrape.harm = Double(candidate) * scenario.slow
    scrape.candidatePods = divide(candidate, pods) { pod in
      noise.map { law.shares(shift: log($0.factor(candidate: pod))) } ?? exact.candidate
    }
    scrape.stablePods = divide(all - candidate, scenario.pods - pods) { pod in
      noise.map { LatencyLaw().shares(shift: log($0.factor(stable: pod))) } ?? exact.stable
    }
    return scrape
  }

  private mutating func divide(_ requests: Int, _ pods: Int, shares: (Int) -> [Double]) -> [[Int]] {
    var left = requests
    return (0..<pods).map { pod in
      let part = random.binomial(left, 1 / Double(pods - pod))
      left -= part
      return part == 0 ? Array(repeating: 0, count: LatencyLaw.bounds.count + 1) : random.multinomial(part, shares(pod))
    }
  }
}
