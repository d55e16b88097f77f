import KubeClient
import KubeCore
import KubeRuntime
import KubeTypes
import SlipwayAPI
import TrafficRouters
import Workloads

/// The only one who writes: carries out what is left of a plan.
///
/// Three things keep it from acting on what is no longer so, whether its stores lag behind or another process acts at
/// the same time. A name is claimed before anything is promised. The status, which holds all that was decided, is
/// written first and only over the status that the decision rests on, unless replicas are added at rest and nothing
/// else. And what takes something away names the very state of the object that it means.
struct Applier: Sendable {
  let client: KubeClient
  let stores: OperatorStores
  let echoes: EchoLedger<ObjectKey>
  let desk: RouteDesk
  let authors = StatusAuthors()

  /// Makes sure that no object of another owner has a name that the steps need, and that what they copy is there.
  ///
  /// - Returns: the steps, over the objects that have the names. An object that is missing in the snapshot may be there
  ///   all the same: the stores hold only what carries our labels.
  /// - Throws: `.nameTaken`, `.predecessorRemains` or `.configUnavailable`.
  func claim(_ steps: [ApplierStep], for model: ModelDeployment) async throws(OperatorError) -> Claims {
    var claims = Claims()
    for step in steps {
      switch step {
      case .makeService(let service), .route(let service, over: nil):
        claims.note(try await find(Service.self, service.key, for: model))
      case .makeDeployment(let deployment):
        claims.note(try await find(Deployment.self, deployment.key, for: model))
      case .makeRecord(let record): claims.note(try await find(ControllerRevision.self, record.key, for: model))
      case .copyConfig(let snapshot, let record): try await claim(snapshot, of: record, for: model, in: &claims)
      case .keep(let object, let kind, over: nil): try await claim(object, kind, for: model, in: &claims)
      case .write(let write, over: nil): try await claim(write, for: model, in: &claims)
      case .keep, .drop, .adoptRecord, .markRecord, .mendService, .write, .route, .scale, .deleteDeployment,
        .deleteService, .deleteRecord:
        break
      }
    }
    return claims
  }

  func carryOut(_ step: ApplierStep, _ claims: inout Claims, for model: ModelDeployment) async throws(OperatorError) {
    switch step {
    case .makeRecord(let record): try await make(record, &claims, for: model)
    case .adoptRecord(let record): try await adopt(record, for: model)
    case .markRecord(let record, let track, let place): try await mark(record, track, place, for: model)
    case .copyConfig(let snapshot, let record): try await copy(snapshot, of: record, claims, for: model)
    case .makeService(let service):
      try await make(try declared(service), as: FieldManager.workload, claims, in: stores.services, for: model)
    case .makeDeployment(let deployment):
      try await make(deployment, as: FieldManager.workload, claims, in: stores.deployments, for: model)
    case .mendService(let service, let known):
      try await declare(
        try declared(service), as: FieldManager.workload, over: known.metadata, in: stores.services, for: model)
    case .scale(let deployment, let replicas): try await scale(deployment, to: replicas, for: model)
    case .route(let service, let known):
      let existing = known?.metadata ?? claims.existing(Service.resourceType, service.key)
      try await declare(
        try declared(service), as: FieldManager.traffic, over: existing, in: stores.services, for: model)
    case .write(let write, let seen):
      try await carryOut(write, over: seen ?? claims.existing(write.object.id), for: model)
    case .deleteDeployment(let deployment): try await delete(deployment, from: stores.deployments, for: model.key)
    case .deleteService(let service): try await delete(service, from: stores.services, for: model.key)
    case .deleteRecord(let record): try await delete(record, from: stores.records, for: model.key)
    case .keep(let object, let kind, let known):
      try await carryOut(object, kind, over: known, claims, for: model)
    case .drop(let metadata, let kind): try await drop(metadata, kind, for: model)
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
    try await patch(deployment, changes, as: FieldManager.scale, in: stores.deployments, for: model.key)
  }
}
