public import KubeCore

/// Which object something is about (`v1.ObjectReference`).
public struct ObjectReference: Sendable, Hashable, Codable {
  public var apiVersion: String?
  public var kind: String?
  public var namespace: String?
  public var name: String?
  public var uid: String?
  public var resourceVersion: String?

  public init(
    apiVersion: String? = nil, kind: String? = nil, namespace: String? = nil, name: String? = nil, uid: String? = nil
  ) {
    self.apiVersion = apiVersion
    self.kind = kind
    self.namespace = namespace
    self.name = name
    self.uid = uid
  }

  /// A reference to an object as it was read.
  public init(_ object: some KubeResource) {
    let type = Swift.type(of: object).resourceType
    self.init(
      apiVersion: type.apiVersion, kind: type.kind, namespace: object.metadata.namespace, name: object.metadata.name,
      uid: object.metadata.uid)
    resourceVersion = object.metadata.resourceVersion
  }
}
