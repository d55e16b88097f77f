import KubeCore
import KubeRuntime
import KubeTypes
import Workloads

/// What the operator sees of the cluster.
struct OperatorStores: Sendable {
  let models: Store<StoredModelDeployment>
  let deployments: Store<Deployment>
  let services: Store<Service>
  let pods: Store<Pod>

  /// The objects of one kind that belong to a ModelDeployment.
  func owned<Object: KubeResource>(_ store: KeyPath<OperatorStores, Store<Object>>, by key: ObjectKey) -> [Object] {
    self[keyPath: store].list(by: .label(SlipwayLabels.deployment), key.name).filter {
      $0.metadata.namespace == key.namespace
    }
  }
}
