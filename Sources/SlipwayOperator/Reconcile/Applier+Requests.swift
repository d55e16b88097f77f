import KubeClient
import KubeCore
import KubeRuntime
import SlipwayAPI

extension Applier {
  /// Tells a request what came of it, unless it has changed.
  func answer(
    _ request: StoredRolloutRequest, _ status: RolloutRequestStatus, for key: ObjectKey
  ) async throws(OperatorError) {
    let type = RolloutRequest.resourceType
    var object: JSONValue = [
      "apiVersion": .string(type.apiVersion), "kind": .string(type.kind),
      "metadata": ["name": .string(request.metadata.name ?? "")], "status": status.json,
    ]
    if let uid = request.metadata.uid { object[["metadata", "uid"]] = .string(uid) }
    // Who sees it as it was before it was answered must not answer again.
    if let version = request.metadata.resourceVersion { object[["metadata", "resourceVersion"]] = .string(version) }
    let content = object
    let written = try await self.request { () throws(KubeError) in
      try await client.api(StoredRolloutRequest.self, namespace: request.metadata.namespace).metadataOnly().apply(
        request.metadata.name ?? "", content, fieldManager: FieldManager.status, force: true, subresource: "status"
      ).metadata
    }
    echoes.wrote(written, to: stores.requests, for: key)
  }
}
