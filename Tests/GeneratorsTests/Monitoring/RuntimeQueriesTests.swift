import SlipwayAPI
import Testing

@testable import Generators

@Suite struct RuntimeQueriesTests {
  private func queries(_ runtime: RuntimePreset) throws -> RuntimeQueries {
    RuntimeQueries(try #require(runtime.metrics), labels: [("namespace", "ml"), ("model", "a\"b\\c")])
  }

  @Test func ratiosAndQuantiles() throws {
    let slipway = RuntimeQueries(try #require(RuntimePreset.slipway.metrics), labels: [("namespace", "ml")])
    #expect(
      slipway.errors
        == #"(sum(rate(model_requests_total{namespace="ml",code=~"5.*"}[5m])) or vector(0)) / sum(rate(model_requests_total{namespace="ml"}[5m]))"#)
    #expect(
      slipway.latency(0.99)
        == #"histogram_quantile(0.99, sum by (le) (rate(model_request_duration_seconds_bucket{namespace="ml"}[5m])))"#)
  }

  @Test func unitsBecomeSeconds() throws {
    #expect(try queries(.tensorflow).latency(0.5)?.hasPrefix("1e-06 * histogram_quantile") == true)
    #expect(try queries(.triton).latency(0.5)?.hasPrefix("0.001 * histogram_quantile") == true)
  }

  @Test func rulesBecomeMatchers() throws {
    #expect(try queries(.triton).errors?.contains(#"reason!="CANCELED""#) == true)
    #expect(try queries(.mlserver).latency(0.5)?.contains(#"method="POST",path=~".*(/infer).*""#) == true)
    #expect(try queries(.bentoml).errors?.contains(#"endpoint!~".*(/livez|/readyz|/healthz|/metrics).*""#) == true)
  }

  @Test func valuesAreQuoted() throws {
    #expect(try queries(.slipway).requests.contains(#"model="a\"b\\c""#))
  }

  @Test func whatARuntimeDoesNotTellIsNotAsked() throws {
    #expect(try queries(.kserve).errors == nil && queries(.torchserve).latency(0.99) == nil)
    #expect(try queries(.vllm).firstToken(0.95) != nil && queries(.vllm).tokens != nil)
  }
}
