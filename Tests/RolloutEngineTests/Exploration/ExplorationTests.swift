import Foundation
import RolloutEngine
import SlipwayAPI
import Testing

/// Everything that can happen, in small worlds: every violation comes as a shortest trace.
///
/// A stated depth marks a search that does not run to closure. `SLIPWAY_EXPLORE=long` searches further.
@Suite(.serialized) struct ExplorationTests {
  static let searches = ProcessInfo.processInfo.environment["SLIPWAY_EXPLORE"] == "long" ? Search.long : Search.short

  @Test(arguments: searches) func holds(_ search: Search) {
    let (outcome, line) = search.run()
    print(line)
    if let counterexample = outcome.counterexample { Issue.record("\(search.name): \(counterexample)") }
    if let stuck = outcome.stuck { Issue.record("\(search.name): no way to settle after:\n\(stuck)") }
    #expect(outcome.outcomes.isSuperset(of: search.outcomes), "met \(outcome.outcomes)")
  }
}
