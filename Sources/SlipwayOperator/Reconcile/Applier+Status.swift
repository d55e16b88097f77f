import KubeClient
import KubeCore
import KubeRuntime
import SlipwayAPI

extension Applier {
  /// Writes the status of a ModelDeployment, unless it is so already.
  ///
  /// - Parameters:
  ///   - stored: as it was read. Its uid holds the write to this very object, and its version to the status that the
  ///     new one rests on: who has seen less than was written is refused, and looks again.
  ///   - confirming: whether a status that is so already is written all the same, which changes nothing, to be sure
  ///     that what was read is what there is.
  func write(
    _ status: ModelDeploymentStatus, to stored: StoredModelDeployment, confirming: Bool = false
  ) async throws(OperatorError) {
    let content = status.json
    guard confirming || content != stored.content["status"] ?? [:] else { return }
    let type = StoredModelDeployment.resourceType
    var object: JSONValue = [
      "apiVersion": .string(type.apiVersion), "kind": .string(type.kind),
      "metadata": ["name": .string(stored.metadata.name ?? "")], "status": content,
    ]
    if let uid = stored.metadata.uid { object[["metadata", "uid"]] = .string(uid) }
    if let version = stored.metadata.resourceVersion { object[["metadata", "resourceVersion"]] = .string(version) }
    let written = try await request { () throws(KubeError) in
      try await client.api(StoredModelDeployment.self, namespace: stored.metadata.namespace).metadataOnly().apply(
        stored.metadata.name ?? "", object, fieldManager: FieldManager.status, force: true, subresource: "status"
      ).metadata
    }
    authors.wrote(written.resourceVersion, of: stored.key, isRolling: status.candidate != nil)
    echoes.wrote(written, to: stores.models, for: stored.key)
  }
}
