public import KubeCore

/// How many pods may be evicted at once.
public struct PodDisruptionBudget: KubeResource {
  public static let resourceType = ResourceType(
    group: "policy", version: "v1", kind: "PodDisruptionBudget", plural: "poddisruptionbudgets")

  public var metadata: ObjectMeta
  /// As the API has it.
  public var spec: JSONValue?

  public init(metadata: ObjectMeta, spec: JSONValue? = nil) { (self.metadata, self.spec) = (metadata, spec) }
}
