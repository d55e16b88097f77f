import KubeClient
import KubeCore
import KubeRuntime
import KubeTypes
import SlipwayAPI
import TrafficRouters

extension Applier {
  /// Makes sure that no object of another owner has a name that the router needs.
  ///
  /// - Throws: `.nameTaken` or `.predecessorRemains`.
  func claim(
    _ write: RouteWrite, for model: ModelDeployment, in claims: inout Claims
  ) async throws(OperatorError) {
    let object = write.object
    let found = try await request { () throws(KubeError) in
      try await client.api(object.kind.resourceType, namespace: model.metadata.namespace).find(object.name)
    }
    guard let existing = found.map({ RouteObject(object.kind, $0.content) }) else { return }
    let controller = existing.controller
    guard controller?["uid"]?.string != model.metadata.uid else { return claims.note(existing) }
    let owner = controller.map { (kind: $0["kind"]?.string ?? "", name: $0["name"]?.string ?? "") }
    throw Self.refusal(kind: object.kind.rawValue, name: object.name, controller: owner, for: model)
  }

  /// Carries out what a router asks for, under the field manager of traffic, and notes what the API server does not take.
  ///
  /// - Parameter seen: the object as it was seen; its uid and version hold the write to that.
  func carryOut(
    _ write: RouteWrite, over seen: RouteObject?, for model: ModelDeployment
  ) async throws(OperatorError) {
    do throws(OperatorError) {
      try await perform(write, over: seen, for: model)
    } catch {
      desk.note(error.cause.flatMap { RouterProblem(rejecting: write.object, $0) }, of: model.key)
      throw error
    }
    desk.note(nil, of: model.key)
  }

  private func perform(
    _ write: RouteWrite, over seen: RouteObject?, for model: ModelDeployment
  ) async throws(OperatorError) {
    let object = write.object
    let api = client.api(object.kind.resourceType, namespace: model.metadata.namespace)
    switch write {
    case .declare:
      let (content, isOurs) = (Self.held(object.content, to: seen), seen != nil)
      let written = try await request { () throws(KubeError) in
        try await api.apply(object.name, content, fieldManager: FieldManager.traffic, force: isOurs)
      }
      note(written.content, object.kind, model)
    case .edit(_, let changes):
      let body = Self.held(changes, to: seen)
      let written = try await request { () throws(KubeError) in
        try await api.patch(object.name, .merge(body), WriteOptions(fieldManager: FieldManager.traffic))
      }
      note(written.content, object.kind, model)
    case .delete:
      let metadata = object.content["metadata"]
      do throws(KubeError) {
        try await api.delete(
          object.name,
          DeleteOptions(uid: metadata?["uid"]?.string, resourceVersion: metadata?["resourceVersion"]?.string))
      } catch {
        guard error.code == .notFound else { throw OperatorError(error) }
      }
      desk.shelf(of: object.kind)?.deleted(object.content, for: model.key)
    }
  }

  private static func held(_ content: JSONValue, to seen: RouteObject?) -> JSONValue {
    var content = content
    for field in ["uid", "resourceVersion"] {
      guard let value = seen?.content[["metadata", field]] else { continue }
      content[["metadata", field]] = value
    }
    return content
  }

  private func note(_ content: JSONValue, _ kind: RouteKind, _ model: ModelDeployment) {
    if kind == .service, let service = try? JSONCoding.decode(Service.self, from: content) {
      echoes.wrote(service, to: stores.services, for: model.key)
    } else {
      desk.shelf(of: kind)?.wrote(content, for: model.key)
    }
  }
}

extension RouterProblem {
  /// What the API server will refuse again; `nil` for a failure that may pass by itself, and for what is no route.
  fileprivate init?(rejecting object: RouteObject, _ cause: KubeError) {
    let refusals: [KubeError.Code] = [.badRequest, .forbidden, .invalid, .methodNotAllowed, .requestTooLarge]
    // For fields that a definition does not have, a server has no other word than that it has failed.
    let isUnknown = cause.code == .serverFailure && cause.message.contains("field not declared in schema")
    guard object.kind != .scaledObject, isUnknown || refusals.contains(cause.code) else { return nil }
    self.init(
      .rejected, "The API server does not take \(object.kind.rawValue) `\(object.name)`: \(cause.message)")
  }
}
