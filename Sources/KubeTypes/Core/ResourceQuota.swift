public import KubeCore

/// How much of resources a namespace may use.
public struct ResourceQuota: KubeResource {
  public static let resourceType = ResourceType(
    group: "", version: "v1", kind: "ResourceQuota", plural: "resourcequotas")

  /// Quantities by resource name, such as `requests.cpu` or `count/pods`.
  public struct Status: Sendable, Hashable, Codable {
    public var hard: [String: String]?
    public var used: [String: String]?

    public init(hard: [String: String]? = nil, used: [String: String]? = nil) { (self.hard, self.used) = (hard, used) }
  }

  public var metadata: ObjectMeta
  /// As the API has it.
  public var spec: JSONValue?
  public var status: Status?

  public init(metadata: ObjectMeta, status: Status? = nil) { (self.metadata, self.status) = (metadata, status) }
}
