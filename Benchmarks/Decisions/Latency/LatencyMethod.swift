import KubeCore

/// A rule that steers a rollout by latencies.
protocol LatencyMethod: Sendable {
  var ladder: [Double] { get }
  mutating func decide(_ scrape: LatencyScrape, index: Int, step: Int) -> Action
}

/// Flagger with the p99 of the last minute against a constant.
struct LatencyFlagger: LatencyMethod {
  let ladder = commonLadder
  let limit: Double
  private var counts = LatencyScrape.sum([])
  private var failed = 0

  init(limit: Double) { self.limit = limit }

  mutating func decide(_ scrape: LatencyScrape, index: Int, step: Int) -> Action {
    counts = zip(counts, LatencyScrape.sum(scrape.candidatePods)).map { $0 + $1 }
    guard (index + 1) % 4 == 0 else { return .keep }
    defer { counts = LatencyScrape.sum([]) }
    if failed >= 5 { return .rollBack }
    guard LatencyLaw.quantile(counts) <= limit else {
      failed += 1
      return .keep
    }
    return step == ladder.count - 1 ? .promote : .advance
  }
}

/// Argo with the p99 of each minute against a constant.
struct LatencyArgo: LatencyMethod {
  let ladder = commonLadder
  let limit: Double
  private var counts = LatencyScrape.sum([])
  private var failed = 0

  init(limit: Double) { self.limit = limit }

  mutating func decide(_ scrape: LatencyScrape, index: Int, step: Int) -> Action {
    counts = zip(counts, LatencyScrape.sum(scrape.candidatePods)).map { $0 + $1 }
    if (index + 1) % 4 == 0 {
      if LatencyLaw.quantile(counts) > limit { failed += 1 }
      counts = LatencyScrape.sum([])
      if failed > 3 { return .rollBack }
    }
    guard (index + 1) % 20 == 0 else { return .keep }
    return step == ladder.count - 1 ? .promote : .advance
  }
}

/// Kayenta with the p99 of each minute, against a baseline of equal size.
struct LatencyKayenta: LatencyMethod {
  let ladder = commonLadder
  private var random: SplitMix64
  private var candidate: [Double] = []
  private var baseline: [Double] = []
  private var minute = (candidate: LatencyScrape.sum([]), baseline: LatencyScrape.sum([]))

  init(random: SplitMix64) { self.random = random }

  mutating func decide(_ scrape: LatencyScrape, index: Int, step: Int) -> Action {
    let canary = LatencyScrape.sum(scrape.candidatePods)
    let stable = LatencyScrape.sum(scrape.stablePods)
    let total = stable.reduce(0, +)
    let shares = stable.map { total > 0 ? $0 / total : 1 / Double(stable.count) }
    let drawn = random.multinomial(Int(canary.reduce(0, +)), shares).map(Double.init)
    minute = (zip(minute.candidate, canary).map { $0 + $1 }, zip(minute.baseline, drawn).map { $0 + $1 })
    if (index + 1) % 4 == 0 {
      for (value, isCandidate) in [
        (LatencyLaw.quantile(minute.candidate), true), (LatencyLaw.quantile(minute.baseline), false),
      ]
      where !value.isNaN {
        if isCandidate { candidate.append(value) } else { baseline.append(value) }
      }
      minute = (LatencyScrape.sum([]), LatencyScrape.sum([]))
    }
    guard (index + 1) % 60 == 0 else { return .keep }
    if Kayenta.isHigh(candidate, baseline) { return .rollBack }
    return step == ladder.count - 1 ? .promote : .advance
  }
}

/// Wald's test on the buckets, told both laws.
struct LatencyOracle: LatencyMethod {
  let ladder: [Double]
  private let isBad: Bool
  private let harmLogs: [Double]
  private let healthLogs: [Double]
  private var harm = 0.0
  private var health = 0.0
  private var dwell = 0

  init(_ scenario: LatencyScenario, ladder: [Double] = commonLadder) {
    self.ladder = ladder
    let objective = LatencyLaw.objective
    isBad = scenario.law.slower(than: objective) > LatencyLaw(scale: 1.1).slower(than: objective)
    let logs = { (null: LatencyLaw) in
      zip(scenario.law.shares(), null.shares()).map { log(max($0, 1e-12) / max($1, 1e-12)) }
    }
    harmLogs = logs(LatencyLaw(scale: 1.1))
    healthLogs = logs(LatencyLaw(scale: 1.3))
  }

  mutating func decide(_ scrape: LatencyScrape, index: Int, step: Int) -> Action {
    dwell += 1
    let counts = LatencyScrape.sum(scrape.candidatePods)
    let sum = { (logs: [Double]) in zip(counts, logs).reduce(0) { $0 + $1.0 * $1.1 } }
    if isBad {
      harm += sum(harmLogs)
      if harm >= log(100) { return .rollBack }
    } else {
      health += sum(healthLogs)
    }
    let isLast = step == ladder.count - 1
    guard health >= log(20) || (!isLast && !isBad), dwell >= 4 else { return .keep }
    dwell = 0
    return isLast ? .promote : .advance
  }
}
