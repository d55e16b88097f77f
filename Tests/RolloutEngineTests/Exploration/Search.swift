import RolloutEngine
import SlipwayAPI
import Testing

/// One exploration: where it begins, what may happen, and how far it goes.
struct Search: Sendable, CustomTestStringConvertible {
  var name: String
  /// Where it begins.
  var world: @Sendable () -> World
  var liberties: @Sendable () -> Liberties
  /// The outcomes that must be met somewhere; those of a search that proves nothing would be none.
  var outcomes: Set<RolloutOutcome> = []

  var testDescription: String { name }

  init(
    _ name: String, _ world: @autoclosure @escaping @Sendable () -> World, outcomes: Set<RolloutOutcome> = [],
    _ change: @escaping @Sendable (inout Liberties) -> Void
  ) {
    (self.name, self.world, self.outcomes) = (name, world, outcomes)
    liberties = {
      var liberties = Liberties()
      change(&liberties)
      return liberties
    }
  }

  /// Searches the world and says what was found, in one line.
  ///
  /// - Returns: what was found, and whether anything is wrong.
  func run() -> (outcome: Exploration.Outcome, line: String) {
    var exploration = Exploration(liberties())
    let time = ContinuousClock().measure { exploration.run(from: world()) }
    let outcome = exploration.outcome
    let depth = outcome.isClosed ? "closed" : "depth \(liberties().depth ?? 0)"
    let violations = [outcome.counterexample, outcome.stuck].count { $0 != nil }
    let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
    let line =
      "explored \(name): \(outcome.states) states, \(outcome.edges) edges, \(depth), \(violations) violations, "
      + "\((seconds * 10).rounded() / 10) s"
    return (outcome, line)
  }
}
