import Analysis
import CurlTransport
import Testing

@testable import MetricSources

@Suite struct PrometheusPodSourceTests {
  private let source = PrometheusPodSource(
    PrometheusServer(ProviderAddress(url: "http://prometheus/"), client: ProviderClient(CurlClient())),
    wallOffset: { -1000 })
  private let pods = PrometheusPods(labels: .init(), offset: -1000)
  private let targets = [("a", "pod-a", Track.stable), ("b", "pod-b", .candidate)].map {
    PodTarget(uid: $0.0, name: $0.1, namespace: "ml", revision: "r", track: $0.2, url: "", startTime: nil)
  }

  @Test("one query asks for raw samples of all pods")
  func query() {
    let query = source.query(for: targets, preset: MetricsPreset.named["kserve"] ?? .slipway)
    #expect(
      query
        == "{__name__=~\"request_predict_seconds|request_predict_seconds_bucket|request_predict_seconds_count|"
        + "request_predict_seconds_sum\","
        + "namespace=~\"ml\",pod=~\"pod-a|pod-b\"}[60s]")
    #expect(PrometheusPods.literal("a.b\"c\\") == #"a\\.b\"c\\\\"#)
  }

  @Test("series become the same samples as a page")
  func series() throws {
    let answer = """
      {"status":"success","data":{"resultType":"matrix","result":[
       {"metric":{"__name__":"model_requests_total","code":"200","pod":"pod-a","namespace":"ml"},
        "values":[[1000,"80"],[1015.5,"90"]]},
       {"metric":{"__name__":"model_requests_total","code":"500","pod":"pod-a","namespace":"ml"},
        "values":[[1000,"9"],[1015.5,"10"]]},
       {"metric":{"__name__":"model_requests_total","code":"404","pod":"pod-a","namespace":"ml"},
        "values":[[985,"3"]]}]}}
      """
    let scrape = pods.scrape(targets, try PrometheusSeries.all(from: Array(answer.utf8)), .slipway)
    let sample = try #require(scrape.samples.first)
    #expect(sample.pod == "a" && sample.requests == 100 && sample.errors == 10 && sample.time == 15.5)
    #expect(scrape.failures == ["b": "the server has no recent sample of pod pod-b"])
  }

  @Test(
    "refusals and nonsense are faults",
    arguments: [
      #"{"status":"error","error":"bad query"}"#, "<html>", #"{"status":"success","data":{"result":7}}"#,
    ])
  func faults(body: String) {
    #expect(throws: ProviderFailure.self) { try PrometheusSeries.all(from: Array(body.utf8)) }
  }
}
