public import KubeCore

/// Keeps the number of replicas in step with their load.
public struct HorizontalPodAutoscaler: KubeResource {
  public static let resourceType = ResourceType(
    group: "autoscaling", version: "v2", kind: "HorizontalPodAutoscaler", plural: "horizontalpodautoscalers")

  public var metadata: ObjectMeta
  /// As the API has it.
  public var spec: JSONValue?

  public init(metadata: ObjectMeta, spec: JSONValue? = nil) { (self.metadata, self.spec) = (metadata, spec) }
}
