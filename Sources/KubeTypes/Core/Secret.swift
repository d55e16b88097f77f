public import KubeCore

/// Confidential configuration for pods. Its description says nothing of what it holds.
public struct Secret: KubeResource {
  public static let resourceType = ResourceType(group: "", version: "v1", kind: "Secret", plural: "secrets")

  public var metadata: ObjectMeta
  /// By key, in Base64.
  public var data: [String: String]?
  public var type: String?
  /// Whether data may never change again.
  public var immutable: Bool?

  public init(metadata: ObjectMeta) { self.metadata = metadata }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public var description: String { "Secret \(metadata.key)" }
  public var debugDescription: String { description }
  public var customMirror: Mirror { Mirror(self, children: ["metadata": metadata.key]) }
}
