import Testing

@testable import Analysis

@Suite struct BoundSelectionTests {
  /// A log-logistic law with exponent 4 and median 80 ms: the share above b is 1 / (1 + (b / 0.08)^4).
  private let history: LatencyCounts = {
    let bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5]
    let shares = bounds.map { 1 / (1 + ($0 / 0.08) * ($0 / 0.08) * ($0 / 0.08) * ($0 / 0.08)) }
    return LatencyCounts(bounds: bounds, cumulative: shares.map { 100_000 * (1 - $0) }, count: 100_000)
  }()

  @Test func boundsLieNearTheQuantiles() {
    let selection = BoundSelection(history: history)
    #expect(selection.choices(tolerance: 1.1).map(\.seconds) == [0.1, 0.25, 0.5])
    #expect(selection.limit(0.3)?.seconds == 0.25)
    #expect(selection.limit(0.001) == nil)
  }

  @Test func aToleranceInTimeBecomesOneOfTheShare() throws {
    let selection = BoundSelection(history: history)
    let index = try #require(history.bounds.firstIndex(of: 0.25))
    // Far in the tail the share falls with the fourth power.
    #expect(abs(selection.ratio(1.1, at: index) - 1.46) < 0.06)
    #expect(selection.ratio(1, at: index) == 1)
    // Beyond the neighbouring bound the distribution itself tells: the share above 50 ms over that above 250 ms.
    #expect(abs(selection.ratio(5, at: index) - 0.868 / 0.01038) < 1)
  }

  @Test func aFastServiceIsWatchedAtItsLowestBound() {
    let fast = LatencyCounts(bounds: [0.1, 0.2], cumulative: [10_000, 10_000], count: 10_000)
    #expect(BoundSelection(history: fast).choices(tolerance: 1.1).map(\.seconds) == [0.1])
  }

  @Test func boundsThatNothingExceededAreNotPickedBeyondTheFirst() {
    let short = LatencyCounts(
      bounds: [0.005, 0.01, 0.025, 0.05, 0.1], cumulative: [90, 99, 100, 100, 100], count: 100)
    let picked = BoundSelection(history: short).choices(tolerance: 2).map(\.seconds)
    #expect(!picked.isEmpty)
    #expect(picked.allSatisfy { $0 <= 0.025 })
  }
}
