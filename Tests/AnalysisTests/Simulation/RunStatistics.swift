import Analysis

/// How often, and how fast, many runs ended which way.
struct RunStatistics: Sendable, CustomStringConvertible {
  private(set) var endings: [SimulatedRollout.Ending]

  /// Plays a rollout with consecutive seeds.
  init(_ rollout: SimulatedRollout, runs: Int, firstSeed: UInt64 = 1) {
    endings = (0..<UInt64(runs)).map { rollout.run(seed: firstSeed &+ $0) }
  }

  func share(_ outcomes: Assessment.Outcome...) -> Double {
    Double(endings.count { outcomes.contains($0.outcome) }) / Double(max(endings.count, 1))
  }

  var rolledBack: Double { share(.rollBack) }
  var promoted: Double { share(.advance, .promote) }

  /// A quantile of the seconds to the end.
  func seconds(_ q: Double) -> Double {
    let sorted = endings.map(\.seconds).sorted()
    return sorted.isEmpty ? 0 : sorted[min(Int(q * Double(sorted.count)), sorted.count - 1)]
  }

  /// The metrics that decided rollbacks.
  var culprits: [String: Int] {
    endings.filter { $0.outcome == .rollBack }.reduce(into: [:]) { $0[$1.assessment.metric ?? "none", default: 0] += 1 }
  }

  var description: String {
    "promoted \(promoted), rolled back \(rolledBack) \(culprits), held \(share(.hold)), open \(share(.wait)); "
      + "seconds p50 \(seconds(0.5)) p95 \(seconds(0.95)) p99 \(seconds(0.99)) max \(seconds(1))"
  }
}
