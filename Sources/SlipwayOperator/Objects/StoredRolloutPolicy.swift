import KubeCore
import SlipwayAPI

/// A RolloutPolicy as it is stored.
struct StoredRolloutPolicy: StoredObject {
  static let resourceType = RolloutPolicy.resourceType

  var metadata: ObjectMeta
  let content: JSONValue
  /// What it says, or what is wrong with it.
  let policy: Result<RolloutPolicy, InvalidObject>

  init(metadata: ObjectMeta, content: JSONValue) {
    (self.metadata, self.content) = (metadata, content)
    policy = RolloutPolicy.validated(content)
  }

  init(from decoder: any Decoder) throws { self = try Self.make(of: JSONValue(from: decoder)) }
}
