/// The order in which the server names groups: its own by their priorities, then those of definitions by name.
///
/// Source: `apiVersionPriorities` of `k8s.io/kube-aggregator` as the server is built with it.
enum GroupOrder {
  private static let own = [
    "apiregistration.k8s.io", "apps", "events.k8s.io", "authentication.k8s.io", "authorization.k8s.io", "autoscaling",
    "batch", "certificates.k8s.io", "networking.k8s.io", "policy", "rbac.authorization.k8s.io", "storage.k8s.io",
    "admissionregistration.k8s.io", "apiextensions.k8s.io", "scheduling.k8s.io", "coordination.k8s.io", "node.k8s.io",
    "discovery.k8s.io", "resource.k8s.io", "flowcontrol.apiserver.k8s.io",
  ]

  static func sorted(_ groups: Set<String>) -> [String] {
    own.filter(groups.contains) + groups.subtracting(own).sorted()
  }
}
