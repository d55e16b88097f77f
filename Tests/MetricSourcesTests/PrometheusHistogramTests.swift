import Analysis
import CurlTransport
import KubeCore
import SlipwayAPI
import Testing

@testable import MetricSources

/// Held to what Prometheus 2.42 answered about a histogram of the resolution 3 that it had scraped.
@Suite("A native histogram") struct PrometheusHistogramTests {
  private let answer = """
    {"status":"success","data":{"resultType":"matrix","result":[
     {"metric":{"__name__":"http_seconds","code":"200","instance":"127.0.0.1:19110","job":"x","namespace":"ml","pod":"pod-a"},
      "histograms":[
       [1795710619.089,{"count":"9","sum":"0.34447357178267296","buckets":[[3,"-1e-128","1e-128","1"]
       ,[0,"0.022097086912079608","0.024097044146999074","1"],[0,"0.026278012976678575","0.028656376350145972","2"]
       ,[0,"0.04052623608284405","0.044194173824159216","1"],[0,"0.044194173824159216","0.04819408829399815","1"]
       ,[0,"0.04819408829399815","0.05255602595335715","1"],[0,"0.057312752700291944","0.0625","1"]
       ,[0,"0.0681567332915786","0.07432544468767006","1"]]}],
       [1795710620.089,{"count":"14","sum":"0.5331894711676304","buckets":[[3,"-1e-128","1e-128","2"]
       ,[0,"0.020263118041422026","0.022097086912079608","1"],[0,"0.022097086912079608","0.024097044146999074","1"]
       ,[0,"0.026278012976678575","0.028656376350145972","2"],[0,"0.0340783666457893","0.03716272234383503","1"]
       ,[0,"0.04052623608284405","0.044194173824159216","1"],[0,"0.044194173824159216","0.04819408829399815","1"]
       ,[0,"0.04819408829399815","0.05255602595335715","1"],[0,"0.05255602595335715","0.057312752700291944","1"]
       ,[0,"0.057312752700291944","0.0625","1"],[0,"0.0681567332915786","0.07432544468767006","1"]
       ,[0,"0.07432544468767006","0.0810524721656881","1"]]}]
      ]}]}}
    """
  private let preset = MetricsPreset(
    requests: [MetricSelector("http_seconds_count")],
    errors: [MetricSelector("http_seconds_count", ["code": .begins("5")])],
    latency: MetricsPreset.Latency(MetricSelector("http_seconds")))
  private let source = PrometheusPodSource(
    PrometheusServer(ProviderAddress(url: "http://prometheus/"), client: ProviderClient(CurlClient())),
    wallOffset: { 0 })
  private let pods = PrometheusPods(labels: .init(), offset: 0)
  private let target = PodTarget(
    uid: "a", name: "pod-a", namespace: "ml", revision: "r", track: .stable, url: "", startTime: nil)

  private func sample(_ answer: String) throws -> PodSamples {
    let series = try PrometheusSeries.all(from: Array(answer.utf8))
    return try #require(pods.scrape([target], series, preset).samples.first)
  }

  @Test("is asked for by its bare name too")
  func query() {
    let names = "http_seconds|http_seconds_bucket|http_seconds_count|http_seconds_sum"
    #expect(source.query(for: [target], preset: preset).contains("__name__=~\"\(names)\""))
  }

  @Test("counts exactly up to bounds that are the same at each scrape")
  func samples() throws {
    let sample = try sample(answer)
    #expect(sample.requests == 14 && sample.errors == 0)
    let latency = try #require(sample.latency)
    #expect(latency.count == 14 && latency.sum == 0.5331894711676304 && latency.bounds.count == 63)
    let counts = Dictionary(uniqueKeysWithValues: zip(latency.bounds, latency.cumulative))
    #expect([0.015625, 0.03125, 0.0625, 0.125, 16].map { counts[$0] } == [2, 6, 12, 14, 14])
    let series = try PrometheusSeries.all(from: Array(answer.utf8))
    let earlier = PrometheusSeries.samples(of: series, at: 1_795_710_619.089, secondsPerUnit: 1)
    #expect(earlier.first { $0.name == "http_seconds_count" }?.value == 9)
    #expect(earlier.compactMap { $0.labels["le"] }.compactMap(Double.init).filter(\.isFinite) == latency.bounds)
  }

  @Test("in milliseconds has the same bounds in seconds, but for the powers that they stand on")
  func units() throws {
    let series = try #require(try PrometheusSeries.all(from: Array(answer.utf8)).first)
    let samples = PrometheusSeries.samples(of: [series], at: 1_795_710_620.089, secondsPerUnit: 0.001)
    let bounds = samples.compactMap { $0.labels["le"] }.compactMap(Double.init).filter(\.isFinite)
    #expect(bounds.count == 63 && bounds.min() == 0.5 && (bounds.max() ?? 0) > 23_000)
  }

  @Test("that is also kept in its classic form counts once")
  func twice() throws {
    let classic = #"{"metric":{"__name__":"http_seconds_count","pod":"pod-a","namespace":"ml","code":"200"},"#
      + #""values":[[1795710620.089,"14"]]},"#
    let both = answer.replacing(#""result":["#, with: #""result":["# + classic)
    #expect(try sample(both).requests == 14)
  }

  @Test("of buckets that a user chose counts its requests, and says nothing of their times")
  func customBuckets() throws {
    let custom = #"{"count":"3","sum":"1","buckets":[[0,"0","0.1","1"],[0,"0.1","0.7","1"],[0,"0.7","1","1"]]}"#
    let answer = #"{"status":"success","data":{"resultType":"matrix","result":[{"metric":{"__name__":"http_seconds","#
      + #""pod":"pod-a","namespace":"ml"},"histograms":[[1,"# + custom + "]]}]}}"
    let sample = try sample(answer)
    #expect(sample.requests == 3 && sample.latency == nil)
  }

  @Test("that makes no sense is left out", arguments: ["7", "[]", "[1]", #"[1,{"count":"x"}]"#, #"["a",{}]"#])
  func nonsense(text: String) throws {
    #expect(PrometheusHistogram(try JSONParser.parse(text)) == nil)
  }
}
