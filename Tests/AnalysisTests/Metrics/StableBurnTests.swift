import Statistics
import Testing

@testable import Analysis

@Suite struct StableBurnTests {
  private func burn(_ rounds: [(Double, Double)]) -> StableBurn {
    var burn = StableBurn(objective: 0.999)
    for (trials, events) in rounds { burn.observe(EventCount(trials: trials, events: events), lasting: 15) }
    return burn
  }

  @Test("a budget that burns more than twice too fast freezes, and the reason says how fast")
  func freezes() throws {
    let reason = try #require(burn(Array(repeating: (1000, 10), count: 40)).hold(alpha: 0.05))
    #expect(reason.contains("10.0 times too fast"), "\(reason)")
  }

  @Test(
    "what the objective allows, few requests and a moment long ago freeze nothing",
    arguments: [
      Array(repeating: (1000.0, 1.0), count: 240), [(20, 1)], [],
      Array(repeating: (1000, 10), count: 20) + Array(repeating: (1000, 0.5), count: 120),
    ])
  func goesOn(rounds: [(Double, Double)]) { #expect(burn(rounds).hold(alpha: 0.05) == nil) }

  @Test("a judge does not go on meanwhile, and goes on afterwards; it blames nobody")
  func judge() {
    var configuration = JudgeConfiguration()
    configuration.latency = nil
    configuration.errorRate?.objective = 0.999
    var judge = RolloutJudge(configuration: configuration, steps: [0.5], began: 0)
    var (counts, outcomes) = ([0.0, 0.0], [Assessment.Outcome]())
    for round in 0...160 {
      // Both fail for a quarter of an hour.
      let failing = (20..<80).contains(round) ? 0.05 : 0.0005
      counts = [counts[0] + 3000, counts[1] + 3000 * failing]
      let samples = [Track.stable, .candidate].map {
        PodSamples(
          pod: $0.rawValue, revision: $0.rawValue, track: $0, time: Double(15 * round), startTime: 0, requests: counts[0],
          errors: counts[1])
      }
      judge.observe(samples, at: Double(15 * round), step: 0, weight: 0.5)
      outcomes.append(judge.assess(at: Double(15 * round)).outcome)
    }
    #expect(!outcomes.contains(.rollBack) && outcomes[10] == .advance)
    #expect(outcomes[25..<80].allSatisfy { $0 == .wait })
    #expect(outcomes.last == .advance)
  }
}
