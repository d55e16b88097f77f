/// A rule that steers one rollout. Every method sees the same scrapes.
protocol DecisionMethod: Sendable {
  /// The candidate's weights, ascending; after the last comes all of the traffic.
  var ladder: [Double] { get }

  /// Looks at the scrape of an index, made at a step, and says what to do.
  mutating func decide(_ scrape: Scrape, index: Int, step: Int) -> Action
}

enum Action: Sendable {
  case keep
  case advance
  case rollBack
  case promote
  case retreat
}

/// The steps that every competitor takes.
let commonLadder = [0.05, 0.10, 0.25, 0.50]
