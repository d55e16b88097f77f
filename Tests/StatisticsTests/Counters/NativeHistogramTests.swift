import Testing

@testable import Statistics

@Suite struct NativeHistogramTests {
  /// Schema 0: the buckets end at 1, 2, 4 and 8.
  private let positive = NativeHistogram(
    schema: 0, zeroThreshold: 0, zeroCount: 0, positive: [0: 2, 1: 3, 2: 3, 3: 2])

  @Test(arguments: [(0.0, 0.5), (0.1, 0.7071067811865476), (0.5, 2.0), (0.65, 2.8284271247461903), (1.0, 8.0)])
  func quantilesAreExponentialInsideABucket(q: Double, expected: Double) throws {
    #expect(agree(try #require(positive).quantile(q), expected))
  }

  @Test func aZeroBucketIsLinear() throws {
    let histogram = try #require(
      NativeHistogram(schema: 0, zeroThreshold: 0.1, zeroCount: 4, positive: [1: 4]))
    #expect(agree(histogram.quantile(0.25), 0.05))
    let both = try #require(
      NativeHistogram(schema: 0, zeroThreshold: 0.1, zeroCount: 4, positive: [1: 4], negative: [1: 4]))
    #expect(agree(both.quantile(0.5), 0))
    #expect(agree(both.quantile(1.0 / 6), -1.4142135623730951))
  }

  @Test func countsAtEdgesAreExact() throws {
    let histogram = try #require(positive)
    #expect([0.5, 1, 2, 4, 8, 100].map { histogram.count(atMost: $0) } == [0, 2, 5, 8, 10, 10])
  }

  @Test func bucketsSayWhichResolutionTheyHave() throws {
    for (schema, index) in [(-2, 3), (0, -5), (3, 40), (8, 1_000)] {
      let histogram = try #require(
        NativeHistogram(
          schema: schema, zeroThreshold: 0.001, zeroCount: 2, positive: [index: 3], negative: [index + 1: 4]))
      #expect(NativeHistogram(buckets: histogram.buckets) == histogram)
    }
    #expect(NativeHistogram(buckets: [])?.count == 0)
    let edges = [(1.0, 2.0), (2, 3)].map { HistogramBucket(lower: $0.0, upper: $0.1, count: 1) }
    #expect(NativeHistogram(buckets: edges) == nil)
    #expect(NativeHistogram(buckets: [HistogramBucket(lower: 1, upper: .infinity, count: 1)]) == nil)
  }

  @Test func edgesAreNoFinerThanTheHistogram() throws {
    #expect(try #require(positive).edges(in: 0.5...9, schema: 2) == [0.5, 1, 2, 4, 8])
    let fine = try #require(NativeHistogram(schema: 3, zeroThreshold: 0, zeroCount: 0, positive: [:]))
    #expect(fine.edges(in: 1...2, schema: 1) == [1, 2.0.squareRoot(), 2])
    #expect(fine.edges(in: -1...2, schema: 1) == [])
  }

  @Test func impossibleHistogramsAreRefused() {
    #expect(NativeHistogram(schema: 9, zeroThreshold: 0, zeroCount: 0, positive: [:]) == nil)
    #expect(NativeHistogram(schema: 0, zeroThreshold: 0, zeroCount: -1, positive: [:]) == nil)
    #expect(NativeHistogram(schema: 0, zeroThreshold: 0, zeroCount: 0, positive: [Int.min + 1: 1]) == nil)
    #expect(NativeHistogram(schema: 3, zeroThreshold: 0, zeroCount: 0, positive: [:])?.quantile(0.5).isNaN == true)
  }
}
