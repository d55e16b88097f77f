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
  let records: Store<ControllerRevision>
  let requests: Store<StoredRolloutRequest>
  let budgets: Store<PodDisruptionBudget>
  let networkPolicies: Store<NetworkPolicy>
  let autoscalers: Store<HorizontalPodAutoscaler>
  let quotas: Store<ResourceQuota>
  /// `nil` for an operator that looks after one namespace alone, and sees no nodes.
  let nodes: Store<Node>?

  /// The objects of one kind that belong to a ModelDeployment.
  func owned<Object: KubeResource>(_ store: KeyPath<OperatorStores, Store<Object>>, by key: ObjectKey) -> [Object] {
    self[keyPath: store].list(by: .label(SlipwayLabels.deployment), key.name, namespace: key.namespace)
  }

  /// The record of a revision of a ModelDeployment.
  func record(of revision: String, _ key: ObjectKey) -> ControllerRevision? {
    records.get(ObjectKey(namespace: key.namespace, name: WorkloadNames.revision(key.name, revision)))
  }
}
