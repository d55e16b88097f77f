import Statistics
import Testing

@testable import Analysis

@Suite struct LatencyHistogramTests {
  @Test func bucketsAreSortedAndTheInfiniteOneIsTheCount() throws {
    let histogram = try #require(
      LatencyHistogram(bounds: [.infinity, 0.2, 0.1], cumulative: [9, 7, 4], sum: 1, count: 9))
    #expect(histogram.bounds == [0.1, 0.2])
    #expect(histogram.cumulative == [4, 7])
  }

  @Test func impossibleBucketsAreRefused() {
    #expect(LatencyHistogram(bounds: [0.1, 0.2], cumulative: [5, 4], sum: 0, count: 9) == nil)
    #expect(LatencyHistogram(bounds: [0.1], cumulative: [5, 4], sum: 0, count: 9) == nil)
    #expect(LatencyHistogram(bounds: [0.1], cumulative: [10], sum: 0, count: 9) == nil)
    #expect(LatencyHistogram(bounds: [.nan], cumulative: [1], sum: 0, count: 9) == nil)
    #expect(LatencyHistogram(bounds: [0.1, 0.1], cumulative: [1, 2], sum: 0, count: 9) == nil)
    #expect(LatencyHistogram(bounds: [], cumulative: [], sum: .nan, count: -1) == nil)
  }

  @Test func countsOnDifferentBoundsAddUpOnTheSharedOnes() throws {
    let a = LatencyCounts(bounds: [0.1, 0.2, 0.3], cumulative: [1, 2, 3], count: 4)
    let b = LatencyCounts(bounds: [0.1, 0.3, 0.5], cumulative: [10, 20, 30], count: 40)
    let sum = try #require(LatencyCounts.sum(a, b))
    #expect(sum == LatencyCounts(bounds: [0.1, 0.3], cumulative: [11, 23], count: 44))
    #expect(sum.slower(than: 0.3)?.events == 21)
    #expect(sum.slower(than: 0.2) == nil)
  }
}
