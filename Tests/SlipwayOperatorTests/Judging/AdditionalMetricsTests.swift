import Analysis
import KubeCore
import MetricSources
import SlipwayAPI
import Testing

@testable import SlipwayOperator

@Suite("A metric besides errors, latency and accuracy")
struct AdditionalMetricsTests {
  /// The report after ten minutes in which each version's pod shows a page twice a minute.
  private func report(
    _ metric: JSONValue, stable: (Int) -> String, candidate: (Int) -> String
  ) throws -> AnalysisReport {
    var object = Manifest.model()
    object[["spec", "analysis", "metrics"]] = [metric]
    object[["spec", "analysis", "inconclusiveAfter"]] = "1h"
    let settings = try ModelDeployment.validated(object).get().spec.analysis
    let preset = MetricsPreset.slipway.reading(settings.metrics)
    var judge = RolloutJudge(configuration: JudgeConfiguration(settings), steps: [0.5], began: 0)
    for round in 0...20 {
      let samples = [(Analysis.Track.stable, stable(round)), (.candidate, candidate(round))].compactMap { track, page in
        preset.samples(
          from: MetricsPage(
            Array("model_requests_total \(round * 500)\n\(page)\n".utf8), keeping: preset.names),
          pod: track.rawValue, revision: track.rawValue, track: track, time: Double(30 * round), startTime: 0)
      }
      judge.observe(samples, at: Double(30 * round), step: 0, weight: 0.5)
    }
    return AnalysisReport(judge.assess(at: 600), revision: "b", step: 0, settings: settings)
  }

  private static let ratio: JSONValue = [
    "name": "clicks",
    "ratio": [
      "good": ["metric": "clicks_total", "labels": ["kind": "good"]], "total": ["metric": "clicks_total"],
      "maxDecrease": "5%",
    ],
  ]

  private func clicks(_ good: Int, _ bad: Int) -> (Int) -> String {
    { "clicks_total{kind=\"good\"} \($0 * good)\nclicks_total{kind=\"bad\"} \($0 * bad)" }
  }

  @Test("that is a ratio lets a candidate pass that is as good, in percent and points")
  func goodRatio() throws {
    let report = try report(Self.ratio, stable: clicks(400, 100), candidate: clicks(400, 100))
    #expect(report.verdict == .advance)
    let metric = try #require(report.metrics.first)
    #expect(metric.name == "clicks" && metric.stable == "80.00%" && metric.candidate == "80.00%")
    #expect(metric.effect == "+0.00 points")
  }

  @Test("that is a ratio takes a worse candidate back")
  func badRatio() throws {
    let report = try report(Self.ratio, stable: clicks(400, 100), candidate: clicks(250, 250))
    #expect(report.verdict == .rollBack)
    #expect(report.metric == "clicks")
    #expect(report.metrics.first?.effect == "-30.00 points")
  }

  @Test("that is an agreement holds the share of equal answers to a minimum", arguments: [(500, true), (400, false)])
  func agreement(equal: Int, passes: Bool) throws {
    let metric: JSONValue = [
      "name": "same",
      "agreement": ["equal": ["metric": "equal_total"], "compared": ["metric": "compared_total"], "min": "95%"],
    ]
    let report = try report(
      metric, stable: { _ in "" }, candidate: { "equal_total \($0 * equal)\ncompared_total \($0 * 500)" })
    #expect(report.verdict == (passes ? .advance : .rollBack))
    #expect(report.metrics.first?.candidate == (passes ? "100.00%" : "80.00%"))
  }

  @Test("that is a mean is judged in the direction that is better", arguments: [("Higher", true), ("Lower", false)])
  func mean(better: String, passes: Bool) throws {
    let metric: JSONValue = ["name": "value", "mean": ["metric": "value", "better": .string(better)]]
    // Means differ a little from round to round, and the versions' not alike: there is no proof without a scatter.
    func page(_ value: Int, _ period: Int) -> (Int) -> String {
      { "value_sum \($0 * value * 500 + 50 * ($0 % period))\nvalue_count \($0 * 500)" }
    }
    let report = try report(metric, stable: page(10, 2), candidate: page(14, 3))
    #expect(report.verdict == (passes ? .advance : .rollBack))
    #expect(report.metrics.first?.stable?.hasPrefix("10.") == true)
    #expect(report.metrics.first?.effect?.hasPrefix("+") == true)
  }

  @Test("that is a drift holds, and takes nothing back", arguments: [(250, true), (50, false)])
  func drift(low: Int, passes: Bool) throws {
    let metric: JSONValue = ["name": "scores", "drift": ["histogram": "score"]]
    func page(_ low: Int) -> (Int) -> String {
      { "score_bucket{le=\"0.5\"} \($0 * low)\nscore_bucket{le=\"+Inf\"} \($0 * 500)" }
    }
    let report = try report(metric, stable: page(250), candidate: page(low))
    #expect(report.verdict == (passes ? .advance : .collecting))
    #expect(report.metrics.first?.bound == "0.2000")
  }

  @Test("whose counters are absent is without data, and never passes")
  func absent() throws {
    let report = try report(Self.ratio, stable: { _ in "" }, candidate: { _ in "" })
    #expect(report.verdict == .noData)
  }

  @Test(
    "has figures of about four digits",
    arguments: [
      (0.0, "0.0"), (0.001234, "0.001234"), (0.1234, "0.1234"), (-1.234, "-1.23"), (123.456, "123.5"),
      (.infinity, "inf"),
    ])
  func figures(number: Double, text: String) { #expect(FigureText.number(number) == text) }
}
