extension RuntimePreset {
  /// vLLM's server. Its web layer counts what never reached the engine.
  public static let vllm = make("vllm", "vLLM", ready: "/v1/models", infer: "/v1/completions") {
    $0.image = "docker.io/vllm/vllm-openai:v0.24.0"
    $0.formats = [.huggingface]
    $0.command = ["vllm", "serve"]
    $0.arguments = [
      "\(.folder)", "--served-model-name=\(.model)", "--port=8080", "--disable-access-log-for-endpoints=/health,/metrics",
    ]
    $0.environment = [RuntimeVariable("HF_HOME", "/tmp/huggingface"), RuntimeVariable("VLLM_CONFIG_ROOT", "/tmp/vllm")]
    $0.livenessPath = "/health"
    $0.user = 1_000
    $0.warmUp = "one completion: its pages say nothing of whether generation works"
    $0.metrics = RuntimeMetrics(
      requests: [MetricSelector("http_requests_total", ["handler": .begins("/v1/")])],
      errors: [MetricSelector("http_requests_total", ["handler": .begins("/v1/"), "status": .begins("5")])],
      latency: .init(MetricSelector("vllm:e2e_request_latency_seconds")),
      queue: MetricSelector("vllm:num_requests_waiting"), accelerator: MetricSelector("vllm:kv_cache_usage_perc"),
      tokens: MetricSelector("vllm:generation_tokens_total"),
      firstToken: .init(MetricSelector("vllm:time_to_first_token_seconds")))
  }

  /// Text Generation Inference. Requests that do not fit the rules are no errors.
  public static let tgi = make("tgi", "Text Generation Inference", ready: "/health", infer: "/generate") {
    $0.image = "ghcr.io/huggingface/text-generation-inference:3.3.5"
    $0.formats = [.huggingface]
    $0.arguments = ["--model-id=\(.folder)", "--port=8080"]
    $0.environment = [RuntimeVariable("HF_HOME", "/tmp/huggingface")]
    $0.livenessPath = "/health"
    $0.user = 1_000
    $0.metrics = RuntimeMetrics(
      requests: [MetricSelector("tgi_request_count")],
      errors: [MetricSelector("tgi_request_failure", ["err": .notAmong(["validation", "template"])])],
      latency: .init(MetricSelector("tgi_request_duration")), queue: MetricSelector("tgi_queue_size"),
      tokens: MetricSelector("tgi_request_generated_tokens_sum"))
    $0.notes = ["is kept up, but no longer developed"]
  }

  /// KServe's own Python servers. Their health page answers before a model is loaded, the model's own page does not.
  public static let kserve = make(
    "kserve", "KServe's Python servers", ready: "/v2/models/\(.model)/ready", infer: "/v2/models/\(.model)/infer"
  ) {
    $0.image = "docker.io/kserve/sklearnserver:v0.18.0"
    $0.formats = [.sklearn]
    $0.arguments = ["--model_name=\(.model)", "--model_dir=\(.folder)", "--http_port=8080"]
    $0.livenessPath = "/v2/health/live"
    $0.user = 1_000
    $0.metrics = RuntimeMetrics(
      requests: [MetricSelector("request_predict_seconds_count")], errors: [],
      latency: .init(MetricSelector("request_predict_seconds")))
  }

  /// TorchServe. It is no longer maintained.
  public static let torchserve = make("torchserve", "TorchServe", ready: "/ping", infer: "/predictions/\(.model)") {
    $0.image = "docker.io/pytorch/torchserve:0.12.0-cpu"
    $0.acceleratedImage = "docker.io/pytorch/torchserve:0.12.0-gpu"
    $0.formats = [.pytorch]
    $0.command = ["torchserve"]
    $0.arguments = ["--start", "--foreground", "--model-store=\(.folder)", "--models=all", "--disable-token-auth"]
    $0.environment = [RuntimeVariable("TS_METRICS_MODE", "prometheus")]
    $0.metricsPort = 8_082
    $0.livenessPath = "/ping"
    $0.user = 1_000
    $0.metrics = RuntimeMetrics(
      requests: ["Requests2XX", "Requests4XX", "Requests5XX"].map { MetricSelector($0) },
      errors: [MetricSelector("Requests5XX")],
      notes: ["metrics need metrics_mode=prometheus, and count the pings too"])
    $0.notes = ["is no longer maintained: its own page says so, and that security fixes will not come"]
  }

  /// Ray Serve.
  public static let ray = make("rayserve", "Ray Serve", ready: "/-/healthz", infer: "/") {
    let userRoutes: [String: MetricSelector.Rule] = ["route": .lacks(["/-/"])]
    $0.formats = [.custom]
    $0.port = 8_000
    $0.metricsPort = 8_080
    $0.metrics = RuntimeMetrics(
      requests: [MetricSelector("ray_serve_deployment_request_counter_total", userRoutes)],
      errors: [MetricSelector("ray_serve_deployment_error_counter_total", userRoutes)],
      latency: .init(
        MetricSelector("ray_serve_deployment_processing_latency_ms", userRoutes), secondsPerUnit: 0.001),
      queue: MetricSelector("ray_serve_deployment_queued_queries"),
      notes: ["an application of several deployments counts a request once for each"])
  }

  /// BentoML.
  public static let bentoml = make("bentoml", "BentoML", ready: "/readyz", infer: "/predict") {
    let userEndpoints: [String: MetricSelector.Rule] = [
      "endpoint": .lacks(["/livez", "/readyz", "/healthz", "/metrics"])
    ]
    $0.formats = [.custom]
    $0.port = 3_000
    $0.livenessPath = "/livez"
    $0.metrics = RuntimeMetrics(
      requests: [MetricSelector("bentoml_service_request_total", userEndpoints)],
      errors: [
        MetricSelector(
          "bentoml_service_request_total", userEndpoints.merging(["http_response_code": .begins("5")]) { $1 })
      ],
      latency: .init(MetricSelector("bentoml_service_request_duration_seconds", userEndpoints)),
      queue: MetricSelector("bentoml_service_request_in_progress"))
  }

  /// A FastAPI application with prometheus-fastapi-instrumentator.
  public static let fastapi = make("fastapi", "FastAPI", ready: "/ready", infer: "/predict") {
    let userHandlers: [String: MetricSelector.Rule] = [
      "handler": .lacks(["/metrics", "/health", "/ready", "/livez"])
    ]
    $0.formats = [.custom]
    $0.metrics = RuntimeMetrics(
      requests: [MetricSelector("http_requests_total", userHandlers)],
      errors: [MetricSelector("http_requests_total", userHandlers.merging(["status": .begins("5")]) { $1 })],
      latency: .init(MetricSelector("http_request_duration_highr_seconds")),
      notes: ["the histogram has no labels: exclude the handlers of probes and metrics in the instrumentator"])
  }

  /// cog. Its health page answers 200 whatever the state is, and it has no metrics.
  public static let cog = make("cog", "cog", ready: "/health-check", infer: "/predictions") {
    $0.formats = [.custom]
    $0.port = 5_000
    $0.notes = [
      "/health-check always answers 200: readiness needs a check that reads `status`",
      "has no metrics: take them from a gateway or mesh with another source",
    ]
  }
}
