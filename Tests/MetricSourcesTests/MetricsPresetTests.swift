import Analysis
import SlipwayAPI
import Testing

@testable import MetricSources

@Suite struct MetricsPresetTests {
  private func samples(_ name: String, _ page: String) throws -> PodSamples {
    let preset = try #require(MetricsPreset.named[name])
    return try #require(
      preset.samples(
        from: MetricsPage(Array(page.utf8), keeping: preset.names), pod: "u", revision: "r", track: .stable, time: 1,
        startTime: nil))
  }

  @Test(
    "each runtime's counters become requests and errors",
    arguments: [
      (
        "triton",
        "nv_inference_request_success{model=\"m\"} 90\nnv_inference_request_failure{reason=\"OTHER\"} 6\n"
          + "nv_inference_request_failure{reason=\"CANCELED\"} 4\n", 100.0, 6.0
      ),
      (
        "tfserving",
        ":tensorflow:serving:request_count{status=\"OK\"} 7\n"
          + ":tensorflow:serving:request_count{status=\"INTERNAL\"} 2\n"
          + ":tensorflow:serving:request_count{status=\"INVALID_ARGUMENT\"} 1\n", 10, 2
      ),
      ("torchserve", "Requests2XX 8\nRequests4XX 1\nRequests5XX 3\n", 12, 3),
      ("mlserver", "model_infer_request_success_total{model=\"m\"} 9\nmodel_infer_request_failure_total 1\n", 10, 1),
      ("kserve", "request_predict_seconds_count 12\n", 12, 0),
      (
        "ovms",
        "ovms_requests_success{method=\"Predict\"} 5\novms_requests_fail{method=\"Predict\"} 1\n"
          + "ovms_requests_success{method=\"GetModelStatus\"} 50\n", 6, 1
      ),
      (
        "vllm",
        "http_requests_total{handler=\"/v1/completions\",status=\"2xx\"} 5\n"
          + "http_requests_total{handler=\"/v1/completions\",status=\"5xx\"} 2\n"
          + "http_requests_total{handler=\"/health\",status=\"2xx\"} 70\n", 7, 2
      ),
      (
        "tgi",
        "tgi_request_count 9\ntgi_request_failure{err=\"overloaded\"} 2\ntgi_request_failure{err=\"validation\"} 1\n",
        9, 2
      ),
      (
        "rayserve",
        "ray_serve_deployment_request_counter_total{route=\"/\"} 4\n"
          + "ray_serve_deployment_request_counter_total{route=\"/-/healthz\"} 40\n"
          + "ray_serve_deployment_error_counter_total{route=\"/\"} 1\n", 4, 1
      ),
      (
        "bentoml",
        "bentoml_service_request_total{endpoint=\"/predict\",http_response_code=\"200\"} 6\n"
          + "bentoml_service_request_total{endpoint=\"/predict\",http_response_code=\"500\"} 1\n"
          + "bentoml_service_request_total{endpoint=\"/readyz\",http_response_code=\"200\"} 60\n", 7, 1
      ),
      (
        "fastapi",
        "http_requests_total{handler=\"/predict\",status=\"2xx\"} 6\n"
          + "http_requests_total{handler=\"/predict\",status=\"5xx\"} 1\n"
          + "http_requests_total{handler=\"/metrics\",status=\"2xx\"} 60\n", 7, 1
      ),
    ])
  func counters(name: String, page: String, requests: Double, errors: Double) throws {
    let samples = try samples(name, page)
    #expect(samples.requests == requests && samples.errors == errors)
  }

  @Test(
    "bounds become seconds",
    arguments: [
      ("triton", "nv_inference_first_response_histogram_ms", "100"),
      ("tfserving", ":tensorflow:serving:request_latency", "100000"), ("kserve", "request_predict_seconds", "0.1"),
    ])
  func units(name: String, histogram: String, bound: String) throws {
    let counter = try #require(MetricsPreset.named[name]?.requests.first?.name)
    let page = """
      \(counter){status="OK"} 3
      \(histogram)_bucket{le="\(bound)"} 2
      \(histogram)_bucket{le="+Inf"} 3
      \(histogram)_sum 9
      \(histogram)_count 3

      """
    #expect(try samples(name, page).latency?.bounds == [0.1])
  }

  @Test("what a runtime cannot give is said")
  func gaps() {
    #expect(MetricsPreset.named["kserve"]?.gap(.errorRate)?.contains("counts no failed requests") == true)
    #expect(MetricsPreset.named["torchserve"]?.gap(.latency)?.contains("no histogram") == true)
    #expect(MetricsPreset.slipway.gap(.latency) == nil)
  }

  @Test("OpenMetrics pages with exemplars are read")
  func openMetrics() throws {
    let page = """
      # TYPE model_requests counter
      model_requests_total{code="200"} 8.0 # {trace_id="a b"} 1.0 1700000000.1
      model_requests_created{code="200"} 1.7e9
      model_request_duration_seconds_bucket{le="0.1"} 5.0 # {trace_id="x"} 0.05
      model_request_duration_seconds_bucket{le="+Inf"} 8.0
      model_request_duration_seconds_count 8.0
      # EOF

      """
    let samples = try samples("slipway", page)
    #expect(samples.requests == 8)
    #expect(samples.latency?.cumulative == [5])
  }
}
