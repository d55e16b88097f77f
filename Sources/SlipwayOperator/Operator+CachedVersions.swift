package import KubeCore
import KubeRuntime

extension Operator {
  /// The resource versions that the stores hold, by kind and object.
  package var cachedVersions: [String: [ObjectKey: String]] {
    func versions<Object: KubeResource>(_ store: Store<Object>) -> [ObjectKey: String] {
      Dictionary(store.list().map { ($0.key, $0.metadata.resourceVersion ?? "") }) { first, _ in first }
    }
    return [
      "ModelDeployment": versions(stores.models), "Deployment": versions(stores.deployments),
      "Service": versions(stores.services), "Pod": versions(stores.pods),
      "ControllerRevision": versions(stores.records),
      "PodDisruptionBudget": versions(stores.budgets), "HorizontalPodAutoscaler": versions(stores.autoscalers),
    ]
  }
}
