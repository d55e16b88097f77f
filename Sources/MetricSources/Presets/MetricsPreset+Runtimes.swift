extension MetricsPreset {
  /// The presets by their names in `spec.runtime.metricsPreset`.
  ///
  /// Source: the runtimes' own code, as facts on serving systems record it.
  public static let named: [String: MetricsPreset] = [
    "slipway": slipway, "triton": triton, "tfserving": tensorflow, "torchserve": torchserve, "mlserver": mlserver,
    "kserve": kserve, "ovms": openvino, "vllm": vllm, "tgi": tgi, "rayserve": ray, "bentoml": bentoml,
    "fastapi": fastapi,
  ]

  /// The metrics of Slipway's own model server.
  public static let slipway = MetricsPreset(
    requests: [MetricSelector("model_requests_total")],
    errors: [MetricSelector("model_requests_total", ["code": .begins("5")])],
    latency: Latency(MetricSelector("model_request_duration_seconds")), outcomes: "model_labelled_outcomes_total")

  /// NVIDIA Triton. Requests that the client cancelled are no errors.
  public static let triton = MetricsPreset(
    requests: [MetricSelector("nv_inference_request_success"), MetricSelector("nv_inference_request_failure")],
    errors: [MetricSelector("nv_inference_request_failure", ["reason": .notAmong(["CANCELED"])])],
    latency: Latency(MetricSelector("nv_inference_first_response_histogram_ms"), secondsPerUnit: 0.001),
    notes: [
      "the histogram needs --metrics-config histogram_latencies=true, and bounds of its own in config.pbtxt: the "
        + "standard ones are 100, 500, 2000 and 5000 ms"
    ])

  /// TensorFlow Serving. Only codes that are the server's fault are errors.
  public static let tensorflow = MetricsPreset(
    requests: [MetricSelector(":tensorflow:serving:request_count")],
    errors: [
      MetricSelector(
        ":tensorflow:serving:request_count",
        ["status": .among(["INTERNAL", "UNAVAILABLE", "DEADLINE_EXCEEDED", "RESOURCE_EXHAUSTED", "UNKNOWN"])])
    ],
    latency: Latency(MetricSelector(":tensorflow:serving:request_latency"), secondsPerUnit: 0.000_001),
    notes: ["metrics need --monitoring_config_file with prometheus_config"])

  /// TorchServe. It is no longer maintained.
  public static let torchserve = MetricsPreset(
    requests: ["Requests2XX", "Requests4XX", "Requests5XX"].map { MetricSelector($0) },
    errors: [MetricSelector("Requests5XX")],
    notes: ["metrics need metrics_mode=prometheus, and count the pings too"])

  /// MLServer.
  public static let mlserver = MetricsPreset(
    requests: ["model_infer_request_success_total", "model_infer_request_failure_total"].map { MetricSelector($0) },
    errors: [MetricSelector("model_infer_request_failure_total")],
    latency: Latency(
      MetricSelector("rest_server_request_duration_seconds", ["method": .among(["POST"]), "path": .holds(["/infer"])])),
    notes: ["metrics are on port 8082"])

  /// KServe's own Python servers.
  public static let kserve = MetricsPreset(
    requests: [MetricSelector("request_predict_seconds_count")], errors: [],
    latency: Latency(MetricSelector("request_predict_seconds")))

  /// OpenVINO Model Server.
  public static let openvino = MetricsPreset(
    requests: ["ovms_requests_success", "ovms_requests_fail"].map { MetricSelector($0, inference) },
    errors: [MetricSelector("ovms_requests_fail", inference)],
    latency: Latency(MetricSelector("ovms_request_time_us"), secondsPerUnit: 0.000_001),
    notes: ["metrics need --metrics_enable"])

  /// vLLM's server. Its web layer counts what never reached the engine.
  public static let vllm = MetricsPreset(
    requests: [MetricSelector("http_requests_total", ["handler": .begins("/v1/")])],
    errors: [MetricSelector("http_requests_total", ["handler": .begins("/v1/"), "status": .begins("5")])],
    latency: Latency(MetricSelector("vllm:e2e_request_latency_seconds")))

  /// Text Generation Inference. Requests that do not fit the rules are no errors.
  public static let tgi = MetricsPreset(
    requests: [MetricSelector("tgi_request_count")],
    errors: [MetricSelector("tgi_request_failure", ["err": .notAmong(["validation", "template"])])],
    latency: Latency(MetricSelector("tgi_request_duration")))

  /// Ray Serve.
  public static let ray = MetricsPreset(
    requests: [MetricSelector("ray_serve_deployment_request_counter_total", userRoutes)],
    errors: [MetricSelector("ray_serve_deployment_error_counter_total", userRoutes)],
    latency: Latency(
      MetricSelector("ray_serve_deployment_processing_latency_ms", userRoutes), secondsPerUnit: 0.001),
    notes: ["an application of several deployments counts a request once for each"])

  /// BentoML.
  public static let bentoml = MetricsPreset(
    requests: [MetricSelector("bentoml_service_request_total", userEndpoints)],
    errors: [
      MetricSelector(
        "bentoml_service_request_total", userEndpoints.merging(["http_response_code": .begins("5")]) { $1 })
    ],
    latency: Latency(MetricSelector("bentoml_service_request_duration_seconds", userEndpoints)))

  /// A FastAPI application with prometheus-fastapi-instrumentator.
  public static let fastapi = MetricsPreset(
    requests: [MetricSelector("http_requests_total", userHandlers)],
    errors: [MetricSelector("http_requests_total", userHandlers.merging(["status": .begins("5")]) { $1 })],
    latency: Latency(MetricSelector("http_request_duration_highr_seconds")),
    notes: ["the histogram has no labels: exclude the handlers of probes and metrics in the instrumentator"])

  private static let inference: [String: MetricSelector.Rule] = [
    "method": .among(["ModelInfer", "Predict", "Unary", "Stream"])
  ]
  private static let userRoutes: [String: MetricSelector.Rule] = ["route": .lacks(["/-/"])]
  private static let userEndpoints: [String: MetricSelector.Rule] = [
    "endpoint": .lacks(["/livez", "/readyz", "/healthz", "/metrics"])
  ]
  private static let userHandlers: [String: MetricSelector.Rule] = [
    "handler": .lacks(["/metrics", "/health", "/ready", "/livez"])
  ]
}
