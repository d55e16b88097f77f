import Analysis
import Testing

@testable import MetricSources

@Suite struct MetricsPageTests {
  private let page = """
    # HELP model_requests_total Answered requests.
    # TYPE model_requests_total counter
    model_requests_total{model="m",revision="r1",code="200"} 90
    model_requests_total{model="m",revision="r1",code="500"} 10
    model_requests_total{model="m",revision="r1",code="400"} 5 1700000000000
    model_request_duration_seconds_bucket{le="0.01"} 40
    model_request_duration_seconds_bucket{le="0.1"} 100
    model_request_duration_seconds_bucket{le="+Inf"} 105
    model_request_duration_seconds_sum 2.5
    model_request_duration_seconds_count 105
    model_labelled_outcomes_total{revision="r1",outcome="correct"} 7
    model_labelled_outcomes_total{revision="r2",outcome="wrong"} 3
    other{a="b"} 1

    """

  @Test("a page becomes the samples of its pod")
  func samples() throws {
    let preset = MetricsPreset.slipway
    let samples = try #require(
      preset.samples(
        from: MetricsPage(Array(page.utf8), keeping: preset.names), pod: "u1", revision: "r1", track: .stable, time: 5,
        startTime: 1))
    #expect(samples.requests == 105)
    #expect(samples.errors == 10)
    #expect(samples.latency == LatencyHistogram(bounds: [0.01, 0.1], cumulative: [40, 100], sum: 2.5, count: 105))
    #expect(samples.outcomes["r1"] == LabelledOutcomes(correct: 7, wrong: 0))
    #expect(samples.outcomes["r2"] == LabelledOutcomes(correct: 0, wrong: 3))
  }

  @Test("a page without requests tells nothing")
  func silent() {
    let preset = MetricsPreset.slipway
    let page = MetricsPage(Array("other 1\n".utf8), keeping: preset.names)
    #expect(
      preset.samples(from: page, pod: "u1", revision: "r1", track: .stable, time: 5, startTime: nil) == nil)
  }

  @Test(
    "lines are read as the format says",
    arguments: [
      (#"m{a="x\"y\\z\n",b=""} 1e3"#, MetricSample(name: "m", labels: ["a": "x\"y\\z\n", "b": ""], value: 1000)),
      ("m 5", MetricSample(name: "m", value: 5)), ("m{} +Inf", MetricSample(name: "m", value: .infinity)),
      ("m { a = \"b\" , } 2", MetricSample(name: "m", labels: ["a": "b"], value: 2)),
    ])
  func lines(text: String, sample: MetricSample) {
    #expect(MetricsPage(Array(text.utf8), keeping: ["m"]).samples == [sample])
  }

  @Test(
    "broken lines are counted and left out",
    arguments: ["m", "m{", "m{a=\"b} 1", "m{a=b} 1", "m{a=\"b\"} x", "m 0x10", "m{=\"b\"} 1", "m{a=\"b\\"])
  func brokenLines(text: String) {
    let page = MetricsPage(Array((text + "\nm 1").utf8), keeping: ["m"])
    #expect(page.samples == [MetricSample(name: "m", value: 1)])
    #expect(page.malformedLines == 1)
  }
}
