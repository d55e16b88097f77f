public import KubeCore
public import SlipwayAPI

/// A ModelDeployment as it is stored, valid or not, from this version of Slipway or from another.
public struct DeploymentView: KubeResource {
  public static let resourceType = ModelDeployment.resourceType

  public var metadata: ObjectMeta
  /// The whole object, as the server sent it, but for its managed fields.
  public let content: JSONValue
  /// What can be understood of the status.
  public let status: ModelDeploymentStatus

  public init(from decoder: any Decoder) throws {
    var content = try JSONValue(from: decoder)
    content[["metadata", "managedFields"]] = nil
    self.content = content
    metadata = try JSONCoding.decode(ObjectMeta.self, from: content["metadata"] ?? [:])
    status = ModelDeploymentStatus(json: content["status"] ?? [:])
  }

  public func encode(to encoder: any Encoder) throws { try content.encode(to: encoder) }

  public var name: String { metadata.name ?? "" }

  /// The kind of strategy, as the spec names it.
  var strategy: String { content[["spec", "strategy", "type"]]?.string ?? StrategyType.canary.rawValue }

  /// Whether the operator has seen the newest spec.
  var isObserved: Bool {
    guard let generation = metadata.generation else { return true }
    return (status.observedGeneration ?? 0) >= generation
  }
}
