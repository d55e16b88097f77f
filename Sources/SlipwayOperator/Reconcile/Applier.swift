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
  func apply(_ plan: RolloutPlan, to model: ModelDeployment, _ snapshot: Snapshot) async throws(KubeError) {
    for revision in plan.revisions { try await raise(revision, of: model, snapshot) }
    try await route(plan.traffic, model, snapshot)
    for revision in plan.revisions { try await lower(revision, of: model, snapshot) }
    for revision in plan.removals { try await remove(revision, of: model, snapshot) }
  }

  private func raise(
    _ plan: RolloutPlan.Revision, of model: ModelDeployment, _ snapshot: Snapshot
  ) async throws(KubeError) {
    if let deployment = snapshot.deployment(of: plan.revision) {
      guard plan.replicas > deployment.spec?.replicas ?? 1 else { return }
      return try await scale(deployment, to: plan.replicas, for: model)
    }
    // Only the current revision can be made: of an older one nothing but the name is known.
    guard plan.revision == model.revision else { return }
    try await make(RevisionWorkload(model), replicas: plan.replicas, for: model)
  }

  private func lower(
    _ plan: RolloutPlan.Revision, of model: ModelDeployment, _ snapshot: Snapshot
  ) async throws(KubeError) {
    guard let deployment = snapshot.deployment(of: plan.revision), plan.replicas < deployment.spec?.replicas ?? 1
    else { return }
    try await scale(deployment, to: plan.replicas, for: model)
  }

  private func make(
    _ workload: RevisionWorkload, replicas: Int, for model: ModelDeployment
  ) async throws(KubeError) {
    let (service, deployment) = (workload.service(), workload.deployment(replicas: replicas))
    let made = try await client.api(Service.self, namespace: model.metadata.namespace).apply(
      service.metadata.name ?? "", try tree(service), fieldManager: FieldManager.workload, force: true)
    echoes.wrote(made, to: stores.services, for: model.key)
    let started = try await client.api(Deployment.self, namespace: model.metadata.namespace).apply(
      deployment.metadata.name ?? "", try tree(deployment), fieldManager: FieldManager.workload, force: true)
    echoes.wrote(started, to: stores.deployments, for: model.key)
  }

  private func scale(
    _ deployment: Deployment, to replicas: Int, for model: ModelDeployment
  ) async throws(KubeError) {
    // The uid holds the patch to this very Deployment, and not to another that has taken its name.
    var changes: JSONValue = ["spec": ["replicas": .integer(Int64(replicas))]]
    if let uid = deployment.metadata.uid { changes[["metadata", "uid"]] = .string(uid) }
    let scaled = try await client.api(Deployment.self, namespace: model.metadata.namespace).patch(
      deployment.metadata.name ?? "", .merge(changes), WriteOptions(fieldManager: FieldManager.scale))
    echoes.wrote(scaled, to: stores.deployments, for: model.key)
  }

  private func route(
    _ plan: TrafficPlan, _ model: ModelDeployment, _ snapshot: Snapshot
  ) async throws(KubeError) {
    guard let wanted = ApexServiceRouter.service(for: model, plan), !isRouted(snapshot.apex, wanted) else { return }
    let written = try await client.api(Service.self, namespace: model.metadata.namespace).apply(
      wanted.metadata.name ?? "", try tree(wanted), fieldManager: FieldManager.traffic, force: true)
    echoes.wrote(written, to: stores.services, for: model.key)
  }

  private func isRouted(_ actual: Service?, _ wanted: Service) -> Bool {
    guard let actual else { return false }
    return actual.spec?.selector == wanted.spec?.selector
      && actual.spec?.ports?.map(\.targetPort) == wanted.spec?.ports?.map(\.targetPort)
  }

  private func remove(
    _ revision: String, of model: ModelDeployment, _ snapshot: Snapshot
  ) async throws(KubeError) {
    if let deployment = snapshot.deployment(of: revision), !deployment.metadata.isDeleting {
      try await delete(deployment, from: stores.deployments, for: model)
    }
    let name = WorkloadNames.revision(model.metadata.name ?? "", revision)
    if let service = snapshot.services.first(where: { $0.metadata.name == name }), !service.metadata.isDeleting {
      try await delete(service, from: stores.services, for: model)
    }
  }

  private func delete<Object: KubeResource>(
    _ object: Object, from store: Store<Object>, for model: ModelDeployment
  ) async throws(KubeError) {
    do throws(KubeError) {
      try await client.api(Object.self, namespace: object.metadata.namespace).delete(
        object.metadata.name ?? "", DeleteOptions(uid: object.metadata.uid))
    } catch {
      guard error.code == .notFound else { throw error }
    }
    echoes.deleted(object, from: store, for: model.key)
  }

  private func tree(_ object: some KubeResource) throws(KubeError) -> JSONValue {
    do {
      return try object.tree()
    } catch {
      throw KubeError(.invalidRequest, message: "an object cannot be encoded: \(error)")
    }
  }
}
