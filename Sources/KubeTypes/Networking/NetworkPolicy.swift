public import KubeCore

/// Who may talk to pods.
public struct NetworkPolicy: KubeResource {
  public static let resourceType = ResourceType(
    group: "networking.k8s.io", version: "v1", kind: "NetworkPolicy", plural: "networkpolicies")

  public var metadata: ObjectMeta
  /// As the API has it.
  public var spec: JSONValue?

  public init(metadata: ObjectMeta, spec: JSONValue? = nil) { (self.metadata, self.spec) = (metadata, spec) }
}
