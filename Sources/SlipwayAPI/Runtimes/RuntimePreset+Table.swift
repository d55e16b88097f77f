extension RuntimePreset {
  /// All of them, in the order in which they are chosen for a format.
  public static let all: [RuntimePreset] = [
    slipway, mlserver, triton, tensorflow, openvino, vllm, tgi, kserve, torchserve, ray, bentoml, fastapi, cog,
  ]

  /// By name.
  public static let named = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  /// Slipway's own servers: `slipway model-server`, and what `slipway generate server` writes.
  public static let slipway = make(
    "slipway", "Slipway's model server", ready: "/v2/health/ready", infer: "/v2/models/\(.model)/infer"
  ) {
    $0.formats = [.sklearn, .xgboost, .lightgbm, .onnx, .pytorch, .tensorflow, .huggingface, .mlflow]
    $0.livenessPath = "/v2/health/live"
    $0.warmUp = "is ready only after it has answered sample requests"
    $0.metrics = RuntimeMetrics(
      requests: [MetricSelector("model_requests_total")],
      errors: [MetricSelector("model_requests_total", ["code": .begins("5")])],
      latency: .init(MetricSelector("model_request_duration_seconds")), outcomes: "model_labelled_outcomes_total")
  }

  /// MLServer. It counts requests to a model under `model_infer_request_*`; its histogram is of the web layer.
  public static let mlserver = make(
    "mlserver", "MLServer", ready: "/v2/models/\(.model)/ready", infer: "/v2/models/\(.model)/infer"
  ) {
    $0.image = "docker.io/seldonio/mlserver:1.7.1"
    $0.formats = [.sklearn, .xgboost, .lightgbm, .mlflow, .huggingface]
    $0.environment = [
      RuntimeVariable("MLSERVER_HTTP_PORT", "8080"), RuntimeVariable("MLSERVER_GRPC_PORT", "9000"),
      RuntimeVariable("MLSERVER_METRICS_PORT", "8082"), RuntimeVariable("MLSERVER_MODEL_NAME", "\(.model)"),
      RuntimeVariable("MLSERVER_MODEL_URI", "\(.folder)"),
    ]
    $0.formatVariables = [
      .sklearn: "mlserver_sklearn.SKLearnModel", .xgboost: "mlserver_xgboost.XGBoostModel",
      .lightgbm: "mlserver_lightgbm.LightGBMModel", .mlflow: "mlserver_mlflow.MLflowRuntime",
      .huggingface: "mlserver_huggingface.HuggingFaceRuntime",
    ].mapValues { RuntimeVariable("MLSERVER_MODEL_IMPLEMENTATION", RuntimeText(stringLiteral: $0)) }
    $0.metricsPort = 8_082
    $0.livenessPath = "/v2/health/live"
    $0.user = 1_000
    $0.metrics = RuntimeMetrics(
      requests: ["model_infer_request_success_total", "model_infer_request_failure_total"].map { MetricSelector($0) },
      errors: [MetricSelector("model_infer_request_failure_total")],
      latency: .init(
        MetricSelector(
          "rest_server_request_duration_seconds", ["method": .among(["POST"]), "path": .holds(["/infer"])])),
      queue: MetricSelector("rest_server_requests_in_progress"), notes: ["metrics are on port 8082"])
  }

  /// NVIDIA Triton. Requests that the client cancelled are no errors.
  public static let triton = make(
    "triton", "NVIDIA Triton Inference Server", ready: "/v2/health/ready", infer: "/v2/models/\(.model)/infer"
  ) {
    $0.image = "nvcr.io/nvidia/tritonserver:26.07-py3"
    $0.formats = [.onnx, .pytorch, .openvino]
    $0.command = ["tritonserver"]
    $0.arguments = [
      "--model-repository=\(.folder)", "--http-port=8080", "--grpc-port=9000", "--metrics-port=8002",
      "--metrics-config=histogram_latencies=true", "--exit-on-error=true",
    ]
    $0.metricsPort = 8_002
    $0.livenessPath = "/v2/health/live"
    $0.user = 1_000
    $0.warmUp = "a model with ModelWarmup in config.pbtxt is not ready until it is warm"
    $0.metrics = RuntimeMetrics(
      requests: [MetricSelector("nv_inference_request_success"), MetricSelector("nv_inference_request_failure")],
      errors: [MetricSelector("nv_inference_request_failure", ["reason": .notAmong(["CANCELED"])])],
      latency: .init(MetricSelector("nv_inference_first_response_histogram_ms"), secondsPerUnit: 0.001),
      queue: MetricSelector("nv_inference_pending_request_count"), accelerator: MetricSelector("nv_gpu_utilization"),
      notes: [
        "the histogram needs --metrics-config histogram_latencies=true, and bounds of its own in config.pbtxt: the "
          + "standard ones are 100, 500, 2000 and 5000 ms"
      ])
    $0.notes = ["serves no TensorFlow models since the end of 2025"]
  }

  /// TensorFlow Serving. Only codes that are the server's fault are errors. Its status page answers 200 while a model is
  /// still loading, its metadata does not.
  public static let tensorflow = make(
    "tfserving", "TensorFlow Serving", ready: "/v1/models/\(.model)/metadata", infer: "/v1/models/\(.model):predict"
  ) {
    $0.image = "docker.io/tensorflow/serving:2.19.1"
    $0.acceleratedImage = "docker.io/tensorflow/serving:2.19.1-gpu"
    $0.formats = [.tensorflow]
    $0.command = ["tensorflow_model_server"]
    $0.arguments = [
      "--model_name=\(.model)", "--model_base_path=\(.folder)", "--port=9000", "--rest_api_port=8080",
      "--rest_api_timeout_in_ms=60000", "--monitoring_config_file=/etc/slipway/monitoring.txt",
    ]
    $0.metricsPath = "/monitoring/prometheus/metrics"
    $0.user = 1_000
    $0.warmUp = "answers the requests in assets.extra/tf_serving_warmup_requests before it is ready"
    $0.metrics = RuntimeMetrics(
      requests: [MetricSelector(":tensorflow:serving:request_count")],
      errors: [
        MetricSelector(
          ":tensorflow:serving:request_count",
          ["status": .among(["INTERNAL", "UNAVAILABLE", "DEADLINE_EXCEEDED", "RESOURCE_EXHAUSTED", "UNKNOWN"])])
      ],
      latency: .init(MetricSelector(":tensorflow:serving:request_latency"), secondsPerUnit: 0.000_001),
      notes: ["metrics need --monitoring_config_file with prometheus_config"])
  }

  /// OpenVINO Model Server.
  public static let openvino = make(
    "ovms", "OpenVINO Model Server", ready: "/v2/health/ready", infer: "/v2/models/\(.model)/infer"
  ) {
    let inference: [String: MetricSelector.Rule] = ["method": .among(["ModelInfer", "Predict", "Unary", "Stream"])]
    $0.image = "docker.io/openvino/model_server:2026.3"
    $0.acceleratedImage = "docker.io/openvino/model_server:2026.3-gpu"
    $0.formats = [.openvino, .onnx]
    $0.arguments = [
      "--model_name=\(.model)", "--model_path=\(.folder)", "--port=9000", "--rest_port=8080",
      "--file_system_poll_wait_seconds=0", "--metrics_enable",
    ]
    $0.livenessPath = "/v2/health/live"
    $0.user = 5_000
    $0.metrics = RuntimeMetrics(
      requests: ["ovms_requests_success", "ovms_requests_fail"].map { MetricSelector($0, inference) },
      errors: [MetricSelector("ovms_requests_fail", inference)],
      latency: .init(MetricSelector("ovms_request_time_us"), secondsPerUnit: 0.000_001),
      queue: MetricSelector("ovms_current_requests"), notes: ["metrics need --metrics_enable"])
  }

  static func make(
    _ name: String, _ title: String, ready: RuntimeText, infer: RuntimeText, _ adjust: (inout RuntimePreset) -> Void
  ) -> RuntimePreset {
    var preset = RuntimePreset(name, title, readinessPath: ready, inferencePath: infer)
    adjust(&preset)
    return preset
  }
}
