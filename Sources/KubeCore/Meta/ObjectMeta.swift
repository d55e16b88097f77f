/// The metadata of every Kubernetes object (`metav1.ObjectMeta`), without managed fields.
public struct ObjectMeta: Sendable, Hashable, Codable {
  public var name: String?
  public var generateName: String?
  public var namespace: String?
  public var uid: String?
  public var resourceVersion: String?
  public var generation: Int64?
  public var creationTimestamp: Timestamp?
  public var deletionTimestamp: Timestamp?
  public var deletionGracePeriodSeconds: Int64?
  public var labels: [String: String]?
  public var annotations: [String: String]?
  public var ownerReferences: [OwnerReference]?
  public var finalizers: [String]?

  public init(
    name: String? = nil, namespace: String? = nil, labels: [String: String]? = nil,
    annotations: [String: String]? = nil, ownerReferences: [OwnerReference]? = nil
  ) {
    self.name = name
    self.namespace = namespace
    self.labels = labels
    self.annotations = annotations
    self.ownerReferences = ownerReferences
  }

  /// Namespace and name.
  public var key: ObjectKey { ObjectKey(namespace: namespace, name: name ?? "") }

  /// Whether deletion has been asked for and finalizers or a grace period hold it up.
  public var isDeleting: Bool { deletionTimestamp != nil }

  /// The owner that controls this object, when there is one.
  public var controller: OwnerReference? { ownerReferences?.first { $0.controller == true } }
}
