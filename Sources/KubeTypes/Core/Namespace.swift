public import KubeCore

/// A scope for names.
public struct Namespace: KubeResource {
  public static let resourceType = ResourceType(
    group: "", version: "v1", kind: "Namespace", plural: "namespaces", isNamespaced: false)

  public var metadata: ObjectMeta

  public init(metadata: ObjectMeta) { self.metadata = metadata }
}
