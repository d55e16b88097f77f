/// Flagger: the error rate of the last interval against a constant. A failed check stops the weight; after `threshold`
/// failed ones the next tick rolls back. An interval without traffic is a failed check.
///
/// Source: `scheduler.go`, and "how it works" in Flagger's documentation.
struct Flagger: DecisionMethod {
  let ladder = commonLadder
  let limit: Double
  var ticks = 4
  var threshold = 5
  private var tally = Tally()
  private var failed = 0

  init(limit: Double, threshold: Int = 5) { (self.limit, self.threshold) = (limit, threshold) }

  mutating func decide(_ scrape: Scrape, index: Int, step: Int) -> Action {
    tally = tally + scrape.candidate
    guard (index + 1) % ticks == 0 else { return .keep }
    defer { tally = Tally() }
    if failed >= threshold { return .rollBack }
    guard tally.requests > 0, Double(tally.errors) <= limit * Double(tally.requests) else {
      failed += 1
      return .keep
    }
    return step == ladder.count - 1 ? .promote : .advance
  }
}
