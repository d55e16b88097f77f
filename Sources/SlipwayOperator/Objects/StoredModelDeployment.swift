public import KubeCore
import SlipwayAPI

/// A ModelDeployment as it is stored, valid or not.
public struct StoredModelDeployment: StoredObject {
  public static let resourceType = ModelDeployment.resourceType

  public var metadata: ObjectMeta
  private let packed: PackedJSON
  let standing: FleetStanding
  /// When its spec was last written; `nil` when that is not known.
  private(set) var specTime: Timestamp?
  /// Where it stands, as its status says; `nil` when the operator has not written one.
  private(set) var phase: Phase?

  /// The whole object; parsed anew each time.
  public var content: JSONValue { packed.value }

  init(metadata: ObjectMeta, content: JSONValue) {
    self.metadata = metadata
    packed = PackedJSON(content)
    standing = FleetStanding(content)
  }

  public init(from decoder: any Decoder) throws {
    let whole = try JSONValue(from: decoder)
    self = try Self.make(of: whole)
    phase = whole["status"]?["phase"]?.string.flatMap(Phase.init)
    specTime = (whole["metadata"]?["managedFields"]?.elements ?? [])
      .filter { $0["subresource"] == nil && $0["fieldsV1"]?["f:spec"] != nil }
      .compactMap { $0["time"]?.string.flatMap(Timestamp.init) }.max()
  }

  public func encode(to encoder: any Encoder) throws { try packed.encode(to: encoder) }
}
