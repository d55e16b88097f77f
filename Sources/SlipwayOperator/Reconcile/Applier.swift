import KubeClient
import KubeCore
import KubeRuntime
import KubeTypes
import SlipwayAPI

/// The only one who writes: carries out what is left of a plan.
///
/// Three things keep it from acting on what is no longer so, whether its stores lag behind or another process acts at
/// the same time. A name is claimed before anything is promised. The status, which holds all that was decided, is
/// written first and only over the status that the decision rests on. And what takes something away names the very
/// state of the object that it means.
struct Applier: Sendable {
  let client: KubeClient
  let stores: OperatorStores
  let echoes: EchoLedger<ObjectKey>
  let desk: RouteDesk

  /// Makes sure that no object of another owner has a name that the steps need.
  ///
  /// - Returns: the steps, over the objects that have the names. An object that is missing in the snapshot may be there
  ///   all the same: the stores hold only what carries our labels.
  /// - Throws: `.nameTaken` or `.predecessorRemains`.
  func claim(_ steps: [ApplierStep], for model: ModelDeployment) async throws(OperatorError) -> Claims {
    var claims = Claims()
    for step in steps {
      switch step {
      case .makeService(let service), .route(let service, over: nil):
        claims.services[service.key] = try await find(service, for: model)
      case .makeDeployment(let deployment):
        claims.deployments[deployment.key] = try await find(deployment, for: model)
      case .write(let write, over: nil): try await claim(write, for: model)
      case .write, .route, .scale, .deleteDeployment, .deleteService: break
      }
    }
    return claims
  }

  func carryOut(_ step: ApplierStep, _ claims: Claims, for model: ModelDeployment) async throws(OperatorError) {
    switch step {
    case .makeService(let service):
      let existing = claims.services[service.key]
      try await declare(service, as: FieldManager.workload, over: existing, in: stores.services, for: model)
    case .makeDeployment(let deployment):
      let existing = claims.deployments[deployment.key]
      try await declare(deployment, as: FieldManager.workload, over: existing, in: stores.deployments, for: model)
    case .scale(let deployment, let replicas): try await scale(deployment, to: replicas, for: model)
    case .route(let service, let known):
      let existing = known ?? claims.services[service.key]
      try await declare(service, as: FieldManager.traffic, over: existing, in: stores.services, for: model)
    case .write(let write, let seen): try await carryOut(write, over: seen, for: model)
    case .deleteDeployment(let deployment): try await delete(deployment, from: stores.deployments, for: model)
    case .deleteService(let service): try await delete(service, from: stores.services, for: model)
    }
  }

  private func scale(
    _ deployment: Deployment, to replicas: Int, for model: ModelDeployment
  ) async throws(OperatorError) {
    // The uid holds the patch to this very Deployment, and not to another that has taken its name.
    var changes: JSONValue = ["spec": ["replicas": .integer(Int64(replicas))]]
    if let uid = deployment.metadata.uid { changes[["metadata", "uid"]] = .string(uid) }
    if replicas < deployment.spec?.replicas ?? 1, let version = deployment.metadata.resourceVersion {
      changes[["metadata", "resourceVersion"]] = .string(version)
    }
    let scaled = try await request { () throws(KubeError) in
      try await client.api(Deployment.self, namespace: model.metadata.namespace).patch(
        deployment.metadata.name ?? "", .merge(changes), WriteOptions(fieldManager: FieldManager.scale))
    }
    echoes.wrote(scaled, to: stores.deployments, for: model.key)
  }

  private func delete<Object: KubeResource>(
    _ object: Object, from store: Store<Object>, for model: ModelDeployment
  ) async throws(OperatorError) {
    do throws(KubeError) {
      try await client.api(Object.self, namespace: object.metadata.namespace).delete(
        object.metadata.name ?? "",
        DeleteOptions(uid: object.metadata.uid, resourceVersion: object.metadata.resourceVersion))
    } catch {
      guard error.code == .notFound else { throw OperatorError(error) }
    }
    echoes.deleted(object, from: store, for: model.key)
  }
}
