import KubeCore
import SlipwayAPI

/// A RolloutRequest as it is stored.
struct StoredRolloutRequest: StoredObject {
  static let resourceType = RolloutRequest.resourceType

  var metadata: ObjectMeta
  let content: JSONValue

  init(metadata: ObjectMeta, content: JSONValue) { (self.metadata, self.content) = (metadata, content) }
  init(from decoder: any Decoder) throws { self = try Self.make(of: JSONValue(from: decoder)) }

  var request: Result<RolloutRequest, InvalidObject> { RolloutRequest.validated(content) }

  /// The ModelDeployment that it is about.
  var deployment: ObjectKey {
    ObjectKey(namespace: metadata.namespace, name: content["spec"]?["deployment"]?.string ?? "")
  }

  var status: RolloutRequestStatus { RolloutRequestStatus(json: content["status"] ?? [:]) }

  /// When it is deleted.
  var expiry: Timestamp? {
    (status.decidedTime ?? metadata.creationTimestamp).map { $0 + RolloutRequest.retention.duration }
  }
}
