import KubeClient
import KubeCore
import KubeRuntime
import KubeTypes
import RolloutEngine
import SlipwayAPI
import TrafficRouters
import Workloads

/// The only one who writes: makes the cluster look as a plan says, and writes nothing that is so already.
struct Applier: Sendable {
  let client: KubeClient
  let stores: OperatorStores
  let echoes: EchoLedger<ObjectKey>

  /// Carries out a plan. Capacity is raised before traffic moves and lowered after it, so that a crash in between
  /// leaves more capacity than needed, never less.
  func apply(_ plan: RolloutPlan, to model: ModelDeployment, _ snapshot: Snapshot) async throws(OperatorError) {
    for revision in plan.revisions { try await raise(revision, of: model, snapshot) }
    try await route(plan.traffic, model, snapshot)
    for revision in plan.revisions { try await lower(revision, of: model, snapshot) }
    try await remove(plan, of: model, snapshot)
  }

  private func raise(
    _ plan: RolloutPlan.Revision, of model: ModelDeployment, _ snapshot: Snapshot
  ) async throws(OperatorError) {
    // Only the current revision can be made: of an older one nothing but the name is known.
    let workload = plan.revision == model.revision ? RevisionWorkload(model) : nil
    if let service = workload?.service(), snapshot.service(of: plan.revision) == nil {
      try await declare(service, as: FieldManager.workload, in: stores.services, for: model)
    }
    if let deployment = snapshot.deployment(of: plan.revision) {
      guard plan.replicas > deployment.spec?.replicas ?? 1 else { return }
      try await scale(deployment, to: plan.replicas, for: model)
    } else if let workload {
      try await declare(
        workload.deployment(replicas: plan.replicas), as: FieldManager.workload, in: stores.deployments, for: model)
    }
  }

  private func lower(
    _ plan: RolloutPlan.Revision, of model: ModelDeployment, _ snapshot: Snapshot
  ) async throws(OperatorError) {
    guard let deployment = snapshot.deployment(of: plan.revision), plan.replicas < deployment.spec?.replicas ?? 1
    else { return }
    try await scale(deployment, to: plan.replicas, for: model)
  }

  private func scale(
    _ deployment: Deployment, to replicas: Int, for model: ModelDeployment
  ) async throws(OperatorError) {
    // The uid holds the patch to this very Deployment, and not to another that has taken its name.
    var changes: JSONValue = ["spec": ["replicas": .integer(Int64(replicas))]]
    if let uid = deployment.metadata.uid { changes[["metadata", "uid"]] = .string(uid) }
    let scaled = try await request { () throws(KubeError) in
      try await client.api(Deployment.self, namespace: model.metadata.namespace).patch(
        deployment.metadata.name ?? "", .merge(changes), WriteOptions(fieldManager: FieldManager.scale))
    }
    echoes.wrote(scaled, to: stores.deployments, for: model.key)
  }

  private func route(
    _ plan: TrafficPlan, _ model: ModelDeployment, _ snapshot: Snapshot
  ) async throws(OperatorError) {
    guard let wanted = ApexServiceRouter.service(for: model, plan), !isRouted(snapshot.apex, wanted) else { return }
    try await declare(wanted, as: FieldManager.traffic, over: snapshot.apex, in: stores.services, for: model)
  }

  private func isRouted(_ actual: Service?, _ wanted: Service) -> Bool {
    guard let actual else { return false }
    return actual.spec?.selector == wanted.spec?.selector
      && actual.spec?.ports?.map(\.targetPort) == wanted.spec?.ports?.map(\.targetPort)
  }

  private func remove(
    _ plan: RolloutPlan, of model: ModelDeployment, _ snapshot: Snapshot
  ) async throws(OperatorError) {
    for deployment in plan.removals.compactMap(snapshot.deployment) where !deployment.metadata.isDeleting {
      try await delete(deployment, from: stores.deployments, for: model)
    }
    // Whatever has become of its Deployment: the Service of a revision that has no part any more is of no use.
    let kept = Set(plan.revisions.map(\.revision))
    for service in snapshot.services where !service.metadata.isDeleting {
      guard let revision = service.metadata.labels?[SlipwayLabels.revision], !kept.contains(revision) else { continue }
      try await delete(service, from: stores.services, for: model)
    }
  }

  private func delete<Object: KubeResource>(
    _ object: Object, from store: Store<Object>, for model: ModelDeployment
  ) async throws(OperatorError) {
    do throws(KubeError) {
      try await client.api(Object.self, namespace: object.metadata.namespace).delete(
        object.metadata.name ?? "", DeleteOptions(uid: object.metadata.uid))
    } catch {
      guard error.code == .notFound else { throw OperatorError(error) }
    }
    echoes.deleted(object, from: store, for: model.key)
  }
}
