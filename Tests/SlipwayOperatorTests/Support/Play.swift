import KubeCore
import SlipwayAPI
import Testing

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
  func perform(on bench: Bench) async -> EndState {
    if ending == .rolledBack { bench.feed.setErrorRate(Self.badErrorRate, of: second) }
    await bench.apply(Manifest.model("1"))
    let hasBegun = await bench.run(atMost: Self.limit) { bench.isSettled(rollouts: 1) }
    #expect(hasBegun, "the first version does not come up: \(bench.host.observer.lives)")
    await bench.apply(Manifest.model("2"))
    let hasEnded = await bench.run(atMost: Self.limit) { bench.isSettled(rollouts: 2) }
    #expect(hasEnded, "the rollout does not end: \(EndState(bench.host.observer))")
    // What is left of it comes to rest.
    await bench.run(atMost: 3)
    #expect(bench.host.observer.violations == [])
    return EndState(bench.host.observer)
  }

  static func revision(of object: JSONValue) -> String {
    guard case .success(let model) = ModelDeployment.validated(object) else { return "" }
    return model.revision
  }
}
