import KubeClient
import KubeCore
import KubeRuntime
import SlipwayAPI

extension Applier {
  /// Writes the status of a ModelDeployment, unless it is so already.
  ///
  /// - Parameter stored: as it was read; its uid holds the write to this very object.
  func write(_ status: ModelDeploymentStatus, to stored: StoredModelDeployment) async throws(OperatorError) {
    guard status.json != stored.content["status"] ?? [:] else { return }
    let type = StoredModelDeployment.resourceType
    var object: JSONValue = [
      "apiVersion": .string(type.apiVersion), "kind": .string(type.kind),
      "metadata": ["name": .string(stored.metadata.name ?? "")], "status": status.json,
    ]
    if let uid = stored.metadata.uid { object[["metadata", "uid"]] = .string(uid) }
    let written = try await request { () throws(KubeError) in
      try await client.api(StoredModelDeployment.self, namespace: stored.metadata.namespace).apply(
        stored.metadata.name ?? "", object, fieldManager: FieldManager.status, force: true, subresource: "status")
    }
    echoes.wrote(written, to: stores.models, for: stored.key)
  }
}
