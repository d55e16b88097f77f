import Analysis
import SlipwayAPI
import Testing

@testable import MetricSources

@Suite("The counters of an additional metric") struct ExtraCountersTests {
  private func vector(_ extra: ExtraCounters, _ page: String) -> [Double]? {
    var preset = MetricsPreset.slipway
    preset.extras = [extra]
    let page = MetricsPage(Array(("model_requests_total 9\n" + page).utf8), keeping: preset.names)
    return preset.samples(from: page, pod: "u", revision: "r", track: .stable, time: 1, startTime: nil)?
      .vectors[extra.name]
  }

  @Test(
    "are sums in their order",
    arguments: [
      ("clicks_total{kind=\"good\"} 3\nclicks_total{kind=\"bad\"} 4\n", [3.0, 7]),
      ("clicks_total{kind=\"good\",zone=\"a\"} 1\nclicks_total{kind=\"good\",zone=\"b\"} 2\n", [3, 3]),
      ("clicks_total{kind=\"bad\"} 4\n", [0, 4]), ("clicks_total{kind=\"bad\"} -4\n", nil),
      ("clicks_total{kind=\"bad\"} NaN\n", nil), ("views_total 4\n", nil),
    ] as [(String, [Double]?)])
  func sums(page: String, expected: [Double]?) {
    let good = MetricSelector("clicks_total", ["kind": .among(["good"])])
    #expect(vector(ExtraCounters("clicks", sums: [good, MetricSelector("clicks_total")]), page) == expected)
  }

  @Test(
    "are the bins of a histogram",
    arguments: [
      ("score_bucket{le=\"0.5\"} 3\nscore_bucket{le=\"+Inf\"} 9\nscore_bucket{le=\"0.1\"} 1\n", [1.0, 2, 6]),
      (
        "score_bucket{le=\"1\",a=\"x\"} 1\nscore_bucket{le=\"1\",a=\"y\"} 2\nscore_bucket{le=\"+Inf\",a=\"x\"} 4\n", [3, 1]
      ),
      ("score_bucket{le=\"1\"} 3\nscore_bucket{le=\"+Inf\"} 2\n", nil), ("score_bucket{le=\"+Inf\"} 2\n", nil),
      ("score_bucket{le=\"nan\"} 3\nscore_bucket{le=\"x\"} 2\n", nil), ("score_count 3\n", nil),
    ] as [(String, [Double]?)])
  func bins(page: String, expected: [Double]?) {
    #expect(vector(ExtraCounters("scores", histogram: "score"), page) == expected)
  }

  @Test("of more bins than are looked at are left out")
  func tooManyBins() {
    let page = (0...256).map { "score_bucket{le=\"\($0)\"} \($0)\n" }.joined()
    #expect(vector(ExtraCounters("scores", histogram: "score"), page) == nil)
  }
}
