import KubeClient
import KubeCore
import KubeRuntime
import KubeTypes
import SlipwayAPI
import Workloads

extension Applier {
  /// Makes an object over the one that has been found to have its name, if any.
  func make<Object: KubeResource>(
    _ object: DeclaredObject, as manager: String, _ claims: Claims, in store: Store<Object>, for model: ModelDeployment
  ) async throws(OperatorError) {
    let existing = claims.existing(Object.resourceType, object.key)
    try await declare(object, as: manager, over: existing, in: store, for: model)
  }

  /// Makes an object, or makes it as it should be again.
  ///
  /// - Parameter existing: the object as it was seen, if it was.
  /// - Returns: the metadata of the object as it is now.
  @discardableResult
  func declare<Object: KubeResource>(
    _ object: DeclaredObject, as manager: String, over existing: ObjectMeta?, in store: Store<Object>,
    for model: ModelDeployment
  ) async throws(OperatorError) -> ObjectMeta {
    var content = object.content
    // The uid holds the write to this very object, and not to another that has taken its name; the version to the
    // object as the decision knows it.
    if let uid = existing?.uid { content[["metadata", "uid"]] = .string(uid) }
    if let version = existing?.resourceVersion { content[["metadata", "resourceVersion"]] = .string(version) }
    // Nothing is forced upon an object that somebody has made since we looked: its fields are in conflict with ours.
    let (declared, isOurs) = (content, existing != nil)
    let written = try await request { () throws(KubeError) in
      try await client.api(Object.self, namespace: object.key.namespace).metadataOnly().apply(
        object.key.name, declared, fieldManager: manager, force: isOurs
      ).metadata
    }
    echoes.wrote(written, to: store, for: model.key)
    return written
  }

  /// Reads the Service that clients talk to, when there is one.
  func findApex(of model: ModelDeployment) async throws(OperatorError) -> Service? {
    try await request { () throws(KubeError) in
      try await client.api(Service.self, namespace: model.metadata.namespace)
        .find(WorkloadNames.apex(model.metadata.name ?? ""))
    }
  }

  /// Reads the object that has the name of one that is to be made, when there is one and it is our own.
  func find<Object: KubeResource>(
    _ type: Object.Type, _ key: ObjectKey, for model: ModelDeployment
  ) async throws(OperatorError) -> Object? {
    let existing = try await request { () throws(KubeError) in
      try await client.api(type, namespace: key.namespace).find(key.name)
    }
    guard let existing, !existing.isControlled(by: model.metadata.uid), !Self.mayAdopt(existing, for: model) else {
      return existing
    }
    throw Self.refusal(of: existing, for: model)
  }

  func delete<Object: KubeResource>(
    _ object: Object, from store: Store<Object>, for key: ObjectKey
  ) async throws(OperatorError) {
    do throws(KubeError) {
      try await client.api(Object.self, namespace: object.metadata.namespace).delete(
        object.metadata.name ?? "",
        DeleteOptions(uid: object.metadata.uid, resourceVersion: object.metadata.resourceVersion))
    } catch {
      guard error.code == .notFound else { throw OperatorError(error) }
    }
    echoes.deleted(object, from: store, for: key)
  }

  static func refusal(of existing: some KubeResource, for model: ModelDeployment) -> OperatorError {
    let controller = existing.metadata.controller
    return refusal(
      kind: type(of: existing).resourceType.kind, name: existing.metadata.name ?? "",
      controller: controller.map { (kind: $0.kind, name: $0.name) }, for: model)
  }

  static func refusal(
    kind: String, name: String, controller: (kind: String, name: String)?, for model: ModelDeployment
  ) -> OperatorError {
    let name = "\(kind) `\(name)`"
    guard let controller else {
      return OperatorError(
        .nameTaken, message: "\(name) exists already and is not controlled by this ModelDeployment; it is left alone.")
    }
    guard controller.kind == ModelDeployment.resourceType.kind, controller.name == model.metadata.name else {
      return OperatorError(
        .nameTaken,
        message: "\(name) exists already and is controlled by \(controller.kind) `\(controller.name)`; it is left alone.")
    }
    return OperatorError(
      .predecessorRemains,
      message: "\(name) belongs to an earlier ModelDeployment of this name and has not been deleted yet.")
  }

  /// Carries out a request to the API server; its failure is the cause of ours.
  func request<Answer>(
    _ body: () async throws(KubeError) -> Answer
  ) async throws(OperatorError) -> Answer {
    do throws(KubeError) {
      return try await body()
    } catch {
      throw OperatorError(error)
    }
  }

  /// An object as a tree that is ready to be sent.
  func declared(_ object: some KubeResource) throws(OperatorError) -> DeclaredObject {
    try encoding { try DeclaredObject(object) }
  }

  func tree(_ value: some Encodable) throws(OperatorError) -> JSONValue { try encoding { try JSONCoding.tree(value) } }

  private func encoding<Value>(_ body: () throws -> Value) throws(OperatorError) -> Value {
    do {
      return try body()
    } catch {
      throw OperatorError(notEncodable: error)
    }
  }
}
