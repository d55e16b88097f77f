public import KubeCore
import SlipwayAPI

/// A ModelDeployment as it is stored, valid or not.
///
/// A list must not fail because one object in it is invalid: that one is reported, the others go on.
public struct StoredModelDeployment: KubeResource {
  public static let resourceType = ModelDeployment.resourceType

  public var metadata: ObjectMeta
  /// The whole object.
  public let content: JSONValue

  public init(from decoder: any Decoder) throws {
    var content = try JSONValue(from: decoder)
    metadata = try JSONCoding.decode(ObjectMeta.self, from: content["metadata"] ?? [:])
    // Managed fields are of no use here, and can be more than half of an object.
    content[["metadata", "managedFields"]] = nil
    self.content = content
  }

  public func encode(to encoder: any Encoder) throws { try content.encode(to: encoder) }
}
