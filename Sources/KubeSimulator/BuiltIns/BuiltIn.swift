/// The built-in resources that the simulator's own controllers use.
enum BuiltIn {
  static let namespaces = find("namespaces")
  static let pods = find("pods")
  static let services = find("services")
  static let serviceAccounts = find("serviceaccounts")
  static let events = find("events")
  static let nodes = find("nodes")
  static let deployments = find("apps/deployments")
  static let replicaSets = find("apps/replicasets")
  static let replicationControllers = find("replicationcontrollers")
  static let statefulSets = find("apps/statefulsets")
  static let daemonSets = find("apps/daemonsets")
  static let revisions = find("apps/controllerrevisions")
  static let claims = find("persistentvolumeclaims")
  static let signingRequests = find("certificates.k8s.io/certificatesigningrequests")
  static let secrets = find("secrets")
  static let configMaps = find("configmaps")
  static let jobs = find("batch/jobs")
  static let cronJobs = find("batch/cronjobs")
  static let autoscalers = find("autoscaling/horizontalpodautoscalers")
  static let budgets = find("policy/poddisruptionbudgets")
  static let endpoints = find("endpoints")
  static let endpointSlices = find("discovery.k8s.io/endpointslices")
  static let clusterRoles = find("rbac.authorization.k8s.io/clusterroles")
  static let clusterRoleBindings = find("rbac.authorization.k8s.io/clusterrolebindings")
  static let definitions = find("apiextensions.k8s.io/customresourcedefinitions")

  private static func find(_ storage: String) -> ResourceDefinition {
    guard let definition = BuiltInResources.all.first(where: { $0.storage == storage }) else {
      // The names above stand in the table of the same target: a missing one is a mistake here, not input.
      preconditionFailure("\(storage) is not a built-in resource")
    }
    return definition
  }
}
