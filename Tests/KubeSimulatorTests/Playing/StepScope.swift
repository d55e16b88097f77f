import KubeCore

@testable import KubeSimulator

/// What a step reads or writes, and whose work can show in it.
struct StepScope {
  private let namespace: String?
  private let resource: String
  /// Whether what controllers do before the step may as well be done after it: it changes nothing, so that they see the
  /// same then.
  let canWait: Bool

  init(_ step: Recording.Step, _ matcher: RecordingMatcher) {
    let request = step.value["watch"] ?? step.value["request"]
    let path = matcher.fill(request?["path"]?.string ?? "").split(separator: "?").first ?? ""
    let segments = path.split(separator: "/").map(String.init)
    if let position = segments.firstIndex(of: "namespaces"), segments.count > position + 2 {
      namespace = segments[position + 1]
      resource = segments[position + 2]
    } else {
      namespace = nil
      resource = segments.first == "api" ? segments.dropFirst(2).first ?? "" : segments.dropFirst(3).first ?? ""
    }
    let method = request?["method"]?.string?.uppercased()
    let isRefused = (step.response["status"]?.integer ?? 0) >= 400
    canWait = step.value["watch"] == nil && (method == "GET" || method == "HEAD" || isRefused)
  }

  /// Whether a controller's work on an object can be seen in the step, or leads to what can be seen in it.
  func concerns(_ item: WorkItem) -> Bool {
    isNear(item) && Self.controllers[resource]?.contains(item.controller) ?? true
  }

  /// Whether a controller decides by what the step reads or writes.
  func decides(_ item: WorkItem) -> Bool {
    isNear(item) && (Self.deciding[resource] ?? Self.controllers[resource])?.contains(item.controller) ?? true
  }

  private func isNear(_ item: WorkItem) -> Bool {
    guard let namespace, let own = item.key.namespace else { return true }
    return own == namespace
  }

  private static let deciding: [String: Set<WorkItem.Controller>] = [
    "deployments": [.deployments], "replicasets": [.deployments, .replicaSets], "statefulsets": [.statefulSets],
    "replicationcontrollers": [.replicationControllers],
  ]

  private static let keepers: Set<WorkItem.Controller> = [
    .autoscalers, .daemonSets, .deployments, .jobs, .replicaSets, .replicationControllers, .statefulSets,
  ]

  /// The controllers that write objects of a resource, or whose work begins with them.
  private static let controllers: [String: Set<WorkItem.Controller>] = [
    "deployments": [.autoscalers, .deployments, .replicaSets],
    "replicasets": [.autoscalers, .deployments, .replicaSets],
    "replicationcontrollers": [.autoscalers, .replicationControllers],
    "statefulsets": [.autoscalers, .statefulSets], "daemonsets": [.daemonSets],
    "controllerrevisions": [.daemonSets, .statefulSets], "jobs": [.jobs],
    "horizontalpodautoscalers": [.autoscalers],
    "pods": keepers.union([.budgets, .kubelet, .scheduler]),
    "poddisruptionbudgets": keepers.union([.budgets]),
  ]
}
