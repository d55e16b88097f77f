import KubeCore
import SlipwayAPI
import Testing

@testable import OperatorSimulation

/// A whole play: the first version comes up, the second follows, and everything comes to rest.
struct Play {
  enum Ending: String, CaseIterable, Sendable { case promoted, rolledBack }

  /// The share of failures of a candidate that is to be rolled back.
  static let badErrorRate = 0.3
  /// More seconds than any of the plays takes.
  static let limit = 300

  let ending: Ending
  let first = revision(of: Manifest.model("1"))
  let second = revision(of: Manifest.model("2"))

  /// Plays on a bench whose operator runs, and says how it ended.
  func perform(on bench: Bench) -> EndState {
    if ending == .rolledBack { bench.setErrorRate(Self.badErrorRate, of: second) }
    bench.apply(Manifest.model("1"))
    let hasBegun = bench.run(atMost: Self.limit) { bench.isSettled(rollouts: 1) }
    #expect(hasBegun, "the first version does not come up: \(bench.end.lines)")
    bench.apply(Manifest.model("2"))
    let hasEnded = bench.run(atMost: Self.limit) { bench.isSettled(rollouts: 2) }
    #expect(hasEnded, "the rollout does not end: \(bench.end.lines)")
    // What is left of it comes to rest.
    bench.run(atMost: 3)
    #expect(bench.violations.isEmpty)
    return bench.end
  }

  static func revision(of object: JSONValue) -> String {
    guard case .success(let model) = ModelDeployment.validated(object) else { return "" }
    return model.revision
  }
}
