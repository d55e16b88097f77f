public import KubeCore

/// Configuration for pods.
public struct ConfigMap: KubeResource {
  public static let resourceType = ResourceType(group: "", version: "v1", kind: "ConfigMap", plural: "configmaps")

  public var metadata: ObjectMeta
  public var data: [String: String]?
  /// By key, in Base64.
  public var binaryData: [String: String]?
  /// Whether data may never change again.
  public var immutable: Bool?

  public init(metadata: ObjectMeta) { self.metadata = metadata }
}
