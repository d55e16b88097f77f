import Analysis
import BenchmarkSupport
import CurlTransport
import MetricSources

/// What it costs to read the pods of a thousand rollouts over HTTP, to judge them, and to write their judges down.
struct ScrapeCost {
  private static let rollouts = 1000
  private static let podsOfEach = 4
  private static let interval = 15.0
  private static let rounds = 10

  private struct Rollout: Sendable {
    var judge = RolloutJudge(steps: commonLadder, began: 0)
    var targets: [PodTarget]
  }

  /// The share of one core that the operator's process would need.
  static func share() async throws -> Double {
    let server = try PageServer()
    let clock = Rounds()
    let source = PodMetricsSource(client: CurlClient(configuration: CurlConfiguration())) { clock.seconds }
    var rollouts = (0..<Self.rollouts).map { Rollout(targets: targets(of: $0, port: server.port)) }
    var start = 0.0
    for round in 0..<(rounds + 2) {
      // The first rounds open the connections.
      if round == 2 { start = ProcessUsage.cpuSeconds }
      clock.next()
      rollouts = await pass(rollouts, source, at: clock.seconds, round)
    }
    return (ProcessUsage.cpuSeconds - start) / Double(rounds) / interval
  }

  private static func targets(of rollout: Int, port: Int) -> [PodTarget] {
    (0..<podsOfEach).map { pod in
      let track: Track = pod == 0 ? .candidate : .stable
      return PodTarget(
        uid: "5d0c1f3e-3a0e-4b7c-\(rollout)-\(pod)", revision: track.rawValue, track: track,
        url: "http://127.0.0.1:\(port)/\(rollout)/\(pod)", startTime: 0)
    }
  }

  /// One round over all rollouts, as many at a time as the operator has workers.
  private static func pass(
    _ rollouts: [Rollout], _ source: PodMetricsSource, at time: Double, _ round: Int
  ) async -> [Rollout] {
    await withTaskGroup(of: [Rollout].self) { group in
      let workers = 4
      for worker in 0..<workers {
        let own = stride(from: worker, to: rollouts.count, by: workers).map { rollouts[$0] }
        group.addTask {
          var done: [Rollout] = []
          for (index, rollout) in own.enumerated() {
            var rollout = rollout
            let scrape = await source.scrape(rollout.targets, preset: .slipway)
            rollout.judge.observe(scrape.samples, at: time, step: 1, weight: 0.25)
            _ = rollout.judge.assess(at: time)
            // A judge is written down once in a block of eight rounds.
            if (index + round) % 8 == 0 { _ = JudgeState.bytes(of: rollout.judge) }
            done.append(rollout)
          }
          return done
        }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
  }
}
