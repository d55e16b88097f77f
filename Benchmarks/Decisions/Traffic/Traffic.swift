import KubeCore

/// The traffic of one run: the same requests and the same noise for whichever method looks at it.
struct Traffic {
  private let scenario: Scenario
  private var arrivals: SplitMix64
  private var random: SplitMix64
  private var noise: PodNoise?
  private var index = 0

  init(_ scenario: Scenario, seed: UInt64, run: UInt64) {
    self.scenario = scenario
    arrivals = SplitMix64(seed, run, 1)
    random = SplitMix64(seed, run, 2)
    noise = scenario.noise.map { PodNoise($0, pods: scenario.pods, random: SplitMix64(seed, run, 3)) }
  }

  /// The pods of the candidate at a weight.
  func candidatePods(at weight: Double) -> Int {
    weight <= 0 ? 0 : min(max(Int((Double(scenario.pods) * weight).rounded()), 1), scenario.pods)
  }

  /// The next scrape, with the candidate at a weight. At 0 all pods are stable's.
  mutating func next(weight: Double) -> Scrape {
    defer { index += 1 }
    if index > 0 { noise?.advance() }
    let all = arrivals.poisson(scenario.rps * Scenario.interval)
    let candidate = random.binomial(all, weight)
    let pods = candidatePods(at: weight)
    let rate = weight >= scenario.onset - 1e-12 ? scenario.candidateRate : scenario.base
    let lag = (scenario.incident?.skew ?? 0) * Scenario.interval
    let noise = noise
    var scrape = Scrape()
    scrape.harm = Double(candidate) * max(rate - scenario.base, 0)
    scrape.candidatePods = tallies(candidate, pods, rate, added: added(lag: 0)) { noise?.factor(candidate: $0) ?? 1 }
    scrape.stablePods = tallies(all - candidate, max(scenario.pods - pods, 1), scenario.base, added: added(lag: lag)) {
      noise?.factor(stable: $0) ?? 1
    }
    return scrape
  }

  private mutating func tallies(
    _ requests: Int, _ pods: Int, _ rate: Double, added: Double, factor: (Int) -> Double
  ) -> [Tally] {
    var left = requests
    return (0..<pods).map { pod in
      let part = random.binomial(left, 1 / Double(pods - pod))
      left -= part
      return Tally(requests: part, errors: random.binomial(part, min(rate * factor(pod) + added, 1)))
    }
  }

  /// The share of the scrape that lies in the incident, seen `lag` seconds late, times what it adds.
  private func added(lag: Double) -> Double {
    guard let incident = scenario.incident else { return 0 }
    let (start, end) = (Double(index) * Scenario.interval - lag, Double(index + 1) * Scenario.interval - lag)
    let overlap = min(end, incident.to) - max(start, incident.from)
    return incident.added * min(max(overlap, 0), Scenario.interval) / Scenario.interval
  }
}
