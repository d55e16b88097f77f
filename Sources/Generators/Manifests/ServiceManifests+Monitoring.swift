public import KubeCore
import SlipwayAPI

extension ServiceManifests {
  /// The labels of pods that series get, with the names that Prometheus makes of them.
  private static let podLabels = ["slipway.dev/deployment", "slipway.dev/revision", "slipway.dev/track"]

  /// What to ask Prometheus about this model; `nil` for runtimes without metrics.
  var queries: RuntimeQueries? {
    settings.runtime.metrics.map { metrics in
      RuntimeQueries(
        metrics, labels: [("namespace", settings.namespace), ("slipway_dev_deployment", settings.name)])
    }
  }

  /// Which pods Prometheus reads, and by which labels versions are told apart.
  var podMonitor: GeneratedObject? {
    guard settings.runtime.metrics != nil else { return nil }
    let port = settings.runtime.metricsPort == nil ? "http" : "metrics"
    return GeneratedObject(
      "podmonitor.yaml",
      object(
        "monitoring.coreos.com/v1", "PodMonitor",
        spec: [
          "selector": ["matchLabels": ["slipway.dev/deployment": .string(settings.name)]],
          "podTargetLabels": .array(Self.podLabels.map { .string($0) }),
          "podMetricsEndpoints": [
            ["port": .string(port), "path": .string(settings.runtime.metricsPath), "interval": "15s"]
          ],
        ]))
  }

  var rules: GeneratedObject? {
    guard let queries else { return nil }
    var alerts: [JSONValue] = []
    if let errors = queries.errors {
      alerts.append(
        alert("ModelErrors", "\(errors) > \(settings.errorThreshold)", "5m", "critical", "fails too many requests"))
    }
    if let latency = queries.latency(0.99) {
      alerts.append(
        alert("ModelSlow", "\(latency) > \(settings.latencyThreshold)", "10m", "warning", "answers too slowly"))
    }
    let up = "kube_deployment_status_replicas_available{namespace=\(PromSelector.quoted(settings.namespace)),"
      + "deployment=~\(PromSelector.quoted(settings.name + "(-.*)?"))}"
    alerts.append(alert("ModelDown", "sum(\(up)) == 0", "2m", "critical", "has no replica that is available"))
    return GeneratedObject(
      "prometheusrule.yaml",
      object(
        "monitoring.coreos.com/v1", "PrometheusRule",
        spec: ["groups": [["name": .string("model-\(settings.name)"), "rules": .array(alerts)]]]))
  }

  private func alert(
    _ name: String, _ expression: String, _ wait: String, _ severity: String, _ summary: String
  ) -> JSONValue {
    [
      "alert": .string(name), "expr": .string(expression), "for": .string(wait),
      "labels": ["severity": .string(severity), "model": .string(settings.name)],
      "annotations": [
        "summary": .string("The model \(settings.name) \(summary)."),
        "description": "It is {{ $value }} now.",
      ],
    ]
  }

  /// A dashboard that Grafana's sidecar finds by its label.
  var dashboard: GeneratedObject? {
    guard let json = dashboardJSON else { return nil }
    var labels = selector
    labels["grafana_dashboard"] = "1"
    var name = metadata(labels)
    name["name"] = .string("\(settings.name)-dashboard")
    let text = String(decoding: JSONWriter.write(json, style: .pretty), as: UTF8.self)
    return GeneratedObject(
      "dashboard.yaml",
      ["apiVersion": "v1", "kind": "ConfigMap", "metadata": name, "data": ["\(settings.name).json": .string(text)]])
  }

  /// The dashboard itself.
  public var dashboardJSON: JSONValue? { queries.map { Dashboard(settings.name, $0).json } }
}
