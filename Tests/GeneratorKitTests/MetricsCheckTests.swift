import SlipwayAPI
import Testing

@testable import GeneratorKit

@Suite struct MetricsCheckTests {
  private func check(_ runtime: String, _ page: String) throws -> MetricsCheck {
    MetricsCheck(Array(page.utf8), runtime: try #require(RuntimePreset.named[runtime]))
  }

  @Test func aPageWithAllOfItIsAsPromised() throws {
    let check = try check(
      "mlserver",
      """
      model_infer_request_success_total{model="m"} 9
      model_infer_request_failure_total{model="m"} 1
      rest_server_request_duration_seconds_bucket{method="POST",path="/v2/models/m/infer",le="0.005"} 1
      rest_server_request_duration_seconds_bucket{method="POST",path="/v2/models/m/infer",le="+Inf"} 9

      """)
    #expect(check.isAsPromised)
    #expect(check.findings.map(\.description).first == "found: requests: model_infer_request_failure_total, model_infer_request_success_total: 2 series, 10.0 in all")
  }

  @Test("what is missing is said", arguments: [
    ("ovms", "", "metrics need --metrics_enable"), ("triton", "nv_inference_request_success 1\n", "histogram_latencies=true"),
    ("vllm", "http_requests_total{handler=\"/health\",status=\"2xx\"} 1\n", "http_requests_total: no series"),
  ])
  func missing(runtime: String, page: String, message: String) throws {
    let check = try check(runtime, page)
    #expect(!check.isAsPromised)
    #expect(check.findings.contains { $0.grade == .missing && $0.message.contains(message) }, "\(check.findings)")
  }

  @Test func runtimesWithoutMetricsHaveNone() throws { #expect(try check("cog", "").findings.map(\.grade) == [.absent]) }
}
