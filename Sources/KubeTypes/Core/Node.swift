public import KubeCore

/// A machine that runs pods.
public struct Node: KubeResource {
  public static let resourceType = ResourceType(
    group: "", version: "v1", kind: "Node", plural: "nodes", isNamespaced: false)

  public var metadata: ObjectMeta
  public var spec: NodeSpec?
  public var status: NodeStatus?

  public init(metadata: ObjectMeta, spec: NodeSpec? = nil, status: NodeStatus? = nil) {
    self.metadata = metadata
    self.spec = spec
    self.status = status
  }
}

/// What is asked of a node.
public struct NodeSpec: Sendable, Hashable, Codable {
  /// Keeps pods away that do not tolerate it.
  public struct Taint: Sendable, Hashable, Codable {
    public var key: String
    public var value: String?
    /// `NoSchedule`, `PreferNoSchedule` or `NoExecute`.
    public var effect: String

    public init(key: String, value: String? = nil, effect: String) {
      (self.key, self.value, self.effect) = (key, value, effect)
    }
  }

  /// Whether no further pod is to be placed.
  public var unschedulable: Bool?
  public var taints: [Taint]?

  public init(unschedulable: Bool? = nil, taints: [Taint]? = nil) {
    (self.unschedulable, self.taints) = (unschedulable, taints)
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
