import KubeRuntime
import Testing

@Suite struct DurationHistogramTests {
  @Test func durationsFallIntoTheFirstBucketThatHoldsThem() {
    var histogram = DurationHistogram(bounds: [.seconds(1), .seconds(10)])
    for seconds in [0.5, 1, 1.5, 10, 11] { histogram.record(.seconds(seconds)) }
    #expect(histogram.counts == [2, 2, 1])
    #expect(histogram.count == 5)
    #expect(histogram.sum == .seconds(24))
  }
}
