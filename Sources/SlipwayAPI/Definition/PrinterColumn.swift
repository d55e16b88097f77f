import KubeCore

/// A column of `kubectl get`.
struct PrinterColumn: Sendable, Hashable {
  var name: String
  var path: String
  var type = "string"
  /// Whether the column is shown only with `-o wide`.
  var isWide = false

  static let modelDeployment = [
    PrinterColumn(name: "Strategy", path: ".spec.strategy.type"),
    PrinterColumn(name: "Phase", path: ".status.phase"),
    PrinterColumn(name: "Step", path: ".status.step.label"),
    PrinterColumn(name: "Weight", path: ".status.candidate.weight"),
    PrinterColumn(name: "Stable", path: ".status.stable.revision"),
    PrinterColumn(name: "Candidate", path: ".status.candidate.revision"),
    PrinterColumn(name: "Ready", path: #".status.conditions[?(@.type=="Ready")].status"#),
    PrinterColumn(name: "Age", path: ".metadata.creationTimestamp", type: "date"),
    PrinterColumn(name: "Verdict", path: ".status.analysis.verdict", isWide: true),
    PrinterColumn(name: "Model", path: ".spec.model.uri", isWide: true),
    PrinterColumn(name: "Router", path: ".status.router", isWide: true),
  ]

  static let rolloutRequest = [
    PrinterColumn(name: "Deployment", path: ".spec.deployment"),
    PrinterColumn(name: "Verb", path: ".spec.verb"),
    PrinterColumn(name: "Revision", path: ".spec.revision"),
    PrinterColumn(name: "State", path: ".status.state"),
    PrinterColumn(name: "By", path: ".spec.by"),
    PrinterColumn(name: "Age", path: ".metadata.creationTimestamp", type: "date"),
    PrinterColumn(name: "Message", path: ".status.message", isWide: true),
  ]

  static let rolloutPolicy = [
    PrinterColumn(name: "Per-Namespace", path: ".spec.concurrency.perNamespace", type: "integer"),
    PrinterColumn(name: "Total", path: ".spec.concurrency.total", type: "integer"),
    PrinterColumn(name: "Approval", path: ".spec.approval"),
    PrinterColumn(name: "Age", path: ".metadata.creationTimestamp", type: "date"),
  ]

  var json: JSONValue {
    var object: JSONObject = ["name": .string(name), "type": .string(type), "jsonPath": .string(path)]
    if isWide { object["priority"] = 1 }
    return .object(object)
  }
}
