import KubeCore

/// A dashboard of Grafana: a panel for each thing that a runtime's metrics tell.
struct Dashboard {
  private struct Panel {
    let title: String
    let unit: String
    let queries: [(legend: String, query: String)]
  }

  private let name: String
  private let panels: [Panel]

  init(_ name: String, _ queries: RuntimeQueries) {
    self.name = name
    var panels = [Panel(title: "Requests", unit: "reqps", queries: [("requests", queries.requests)])]
    if let errors = queries.errors {
      panels.append(Panel(title: "Failed requests", unit: "percentunit", queries: [("failed", errors)]))
    }
    let latencies = [0.5, 0.95, 0.99].compactMap { quantile in
      queries.latency(quantile).map { ("p\(Int(quantile * 100))", $0) }
    }
    if !latencies.isEmpty { panels.append(Panel(title: "Answer times", unit: "s", queries: latencies)) }
    if let query = queries.firstToken(0.95) {
      panels.append(Panel(title: "Time to the first token", unit: "s", queries: [("p95", query)]))
    }
    if let query = queries.tokens { panels.append(Panel(title: "Tokens a second", unit: "short", queries: [("tokens", query)])) }
    if let query = queries.queue { panels.append(Panel(title: "Waiting or running", unit: "short", queries: [("requests", query)])) }
    if let query = queries.accelerator {
      panels.append(Panel(title: "Accelerators", unit: "percentunit", queries: [("use", query)]))
    }
    self.panels = panels
  }

  var json: JSONValue {
    [
      "uid": .string("slipway-\(name.prefix(30))"), "title": .string("Model \(name)"), "tags": ["slipway"],
      "schemaVersion": 39, "editable": true, "refresh": "30s", "time": ["from": "now-6h", "to": "now"],
      "templating": [
        "list": [["name": "datasource", "type": "datasource", "query": "prometheus", "label": "Data source"]]
      ],
      "panels": .array(panels.enumerated().map { json($0.element, at: $0.offset) }),
    ]
  }

  private func json(_ panel: Panel, at position: Int) -> JSONValue {
    [
      "id": .integer(Int64(position + 1)), "type": "timeseries", "title": .string(panel.title),
      "gridPos": [
        "h": 8, "w": 12, "x": .integer(Int64(position % 2 * 12)), "y": .integer(Int64(position / 2 * 8)),
      ],
      "datasource": ["type": "prometheus", "uid": "${datasource}"],
      "fieldConfig": ["defaults": ["unit": .string(panel.unit), "min": 0], "overrides": []],
      "targets": .array(
        panel.queries.enumerated().map { offset, query in
          [
            "refId": .string(String(UnicodeScalar(UInt8(65 + offset % 26)))), "legendFormat": .string(query.legend),
            "expr": .string(query.query),
          ]
        }),
    ]
  }
}
