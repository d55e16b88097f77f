public import KubeCore

/// A machine that runs pods.
public struct Node: KubeResource {
  public static let resourceType = ResourceType(
    group: "", version: "v1", kind: "Node", plural: "nodes", isNamespaced: false)

  public var metadata: ObjectMeta
  public var status: NodeStatus?

  public init(metadata: ObjectMeta, status: NodeStatus? = nil) {
    self.metadata = metadata
    self.status = status
  }
}

/// What a kubelet reports of its machine.
public struct NodeStatus: Sendable, Hashable, Codable {
  public struct Address: Sendable, Hashable, Codable {
    public var type: String
    public var address: String

    public init(type: String, address: String) {
      self.type = type
      self.address = address
    }
  }

  public var addresses: [Address]?
  public var conditions: [PodCondition]?
  /// Quantities by resource name, such as `pods`.
  public var capacity: [String: String]?
  public var allocatable: [String: String]?

  public init() {}
}
