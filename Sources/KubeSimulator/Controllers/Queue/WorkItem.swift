import KubeCore

/// One object that one controller is to look at.
struct WorkItem: Sendable, Hashable, Comparable {
  /// The controllers, in the order in which they get their turn.
  enum Controller: Int, Sendable, CaseIterable {
    case definitions, namespaces, cronJobs, jobs, autoscalers, deployments, replicaSets, replicationControllers,
      statefulSets, daemonSets, scheduler, kubelet, nodes, budgets, endpointSlices, policies, volumes, claims, tokens,
      quotas, approvals
  }

  var controller: Controller
  var key: ObjectKey

  static func < (left: WorkItem, right: WorkItem) -> Bool {
    left.controller == right.controller
      ? left.key < right.key : left.controller.rawValue < right.controller.rawValue
  }
}
