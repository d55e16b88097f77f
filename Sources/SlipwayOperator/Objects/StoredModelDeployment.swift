public import KubeCore
import SlipwayAPI

/// A ModelDeployment as it is stored, valid or not.
///
/// A list must not fail because one object in it is invalid: that one is reported, the others go on.
public struct StoredModelDeployment: KubeResource {
  public static let resourceType = ModelDeployment.resourceType

  public var metadata: ObjectMeta
  private let packed: PackedJSON

  /// The whole object; parsed anew each time.
  public var content: JSONValue { packed.value }

  public init(from decoder: any Decoder) throws {
    var content = try JSONValue(from: decoder)
    metadata = try JSONCoding.decode(ObjectMeta.self, from: content["metadata"] ?? [:])
    // Managed fields are of no use here, and can be more than half of an object.
    content[["metadata", "managedFields"]] = nil
    packed = PackedJSON(content)
  }

  public func encode(to encoder: any Encoder) throws { try packed.encode(to: encoder) }
}
