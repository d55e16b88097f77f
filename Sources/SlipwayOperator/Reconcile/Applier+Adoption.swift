import KubeClient
import KubeCore
import KubeTypes
import RolloutEngine
import SlipwayAPI
import Workloads

extension Applier {
  /// Whether an object that nobody controls may be taken over: one that the user has named, or one that Slipway made
  /// for an earlier life of the ModelDeployment.
  static func mayAdopt(_ object: some KubeResource, for model: ModelDeployment) -> Bool {
    guard let adoption = model.spec.adoption, object.metadata.controller == nil, !object.metadata.isDeleting else {
      return false
    }
    if adoption.service, type(of: object).resourceType == Service.resourceType,
      object.metadata.name == WorkloadNames.apex(model.metadata.name ?? "")
    {
      return true
    }
    let labels = object.metadata.labels ?? [:]
    return SlipwayLabels.common(model.metadata.name ?? "").allSatisfy { labels[$0.key] == $0.value }
  }

  /// Whether the traffic has to stay where it is, since the Service may lead to what is to be replaced.
  static func waitsToAdopt(_ plan: TrafficPlan, _ model: ModelDeployment, _ snapshot: Snapshot) -> Bool {
    guard model.spec.adoption != nil, snapshot.apex == nil else { return false }
    let ready = plan.admitted.reduce(0) { $0 + snapshot.readyPods(of: $1).count }
    return ready < max(1, model.spec.replicas)
  }

  /// Stops what ran the model before, once the first revision has all traffic.
  ///
  /// - Returns: whether it has stopped.
  func standDown(_ model: ModelDeployment) async throws(OperatorError) -> Bool {
    guard let name = model.spec.adoption?.deployment else { return true }
    let api = client.api(Deployment.self, namespace: model.metadata.namespace)
    let legacy = try await request { () throws(KubeError) in try await api.find(name) }
    guard let legacy, legacy.metadata.controller == nil, legacy.spec?.replicas ?? 1 > 0 else { return true }
    var changes: JSONValue = ["spec": ["replicas": 0]]
    changes[["metadata", "uid"]] = legacy.metadata.uid.map { .string($0) }
    let body = changes
    _ = try await request { () throws(KubeError) in
      try await api.metadataOnly().patch(name, .merge(body), WriteOptions(fieldManager: FieldManager.scale))
    }
    return false
  }
}
