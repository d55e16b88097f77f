import KubeCore
import KubeRuntime
import MetricSources
import SlipwayAPI
import Synchronization
import Testing

@testable import SlipwayOperator

@Suite("The processor time for reading pods") struct ScrapeBudgetTests {
  private let start = MonotonicInstant(sinceOrigin: .seconds(100))

  @Test("may be spent in bursts, and is paid off at the share that is allowed")
  func share() {
    var budget = ScrapeBudget(share: 0.25)
    #expect(budget.readyTime == nil)
    budget.spend(.seconds(2), at: start)
    #expect(budget.readyTime == start.advanced(by: .seconds(8 - 10)))
    budget.spend(.seconds(2), at: start)
    #expect(budget.readyTime == start.advanced(by: .seconds(16 - 10)))
    // What was not used in an hour of rest gives no more than anybody has.
    let later = start.advanced(by: .seconds(3_600))
    budget.spend(.seconds(5), at: later)
    #expect(budget.readyTime == later.advanced(by: .seconds(20 - 10)))
  }

  @Test("of other processes costs nothing")
  func free() {
    var budget = ScrapeBudget(share: 0.25)
    budget.spend(.zero, at: start)
    #expect(budget.readyTime == nil)
  }

  /// Each round takes a second of the processor: every four seconds one may be read, of two rollouts.
  @Test("bounds how often rollouts are read, and each has its turn")
  func rollouts() {
    let rounds = Mutex<[String: Int]>([:])
    let bench = Bench { CostlySource(source: $0, rounds: { name in rounds.withLock { $0[name, default: 0] += 1 } }) }
    bench.start()
    for name in ["a", "b"] { bench.apply(Manifest.model("1", name: name)) }
    #expect(bench.run(atMost: Play.limit) { ["a", "b"].allSatisfy { bench.status("ml/\($0)").stable != nil } })
    for name in ["a", "b"] {
      var next = Manifest.model("2", name: name)
      next[["spec", "analysis", "dwell"]] = "10m"
      bench.apply(next)
    }
    bench.run(atMost: 20)
    rounds.withLock { $0 = [:] }
    bench.run(atMost: 80)
    let counts = rounds.withLock { $0 }
    #expect((18...21).contains(counts.values.reduce(0, +)), "\(counts)")
    #expect(counts.count == 2 && counts.values.allSatisfy { $0 >= 8 }, "\(counts)")
    bench.stop()
  }
}

/// Pages of which reading those of one rollout takes a second.
private struct CostlySource: SampleSource {
  let source: any SampleSource
  let rounds: @Sendable (String) -> Void

  func scrape(_ targets: [PodTarget], preset: MetricsPreset) async -> PodScrape {
    await source.scrape(targets, preset: preset)
  }

  func read(_ look: RolloutLook) async -> RolloutReading {
    rounds(look.name)
    var reading = await source.read(look)
    reading.scrape.processorTime = .seconds(1)
    return reading
  }
}
