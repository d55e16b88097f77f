/// A typed Kubernetes object: its wire form is its `Codable` form.
public protocol KubeResource: Codable, Sendable, Hashable {
  static var resourceType: ResourceType { get }
  var metadata: ObjectMeta { get set }
}

extension KubeResource {
  public var key: ObjectKey { metadata.key }

  /// A reference that makes this object the controller of another.
  ///
  /// - Returns: `nil` for an object that the API server has not stored yet, which has no uid.
  public func controllerReference() -> OwnerReference? {
    guard let name = metadata.name, let uid = metadata.uid else { return nil }
    let type = Self.resourceType
    return OwnerReference(
      apiVersion: type.apiVersion, kind: type.kind, name: name, uid: uid, controller: true, blockOwnerDeletion: true)
  }

  /// The object as a tree that carries `apiVersion` and `kind`, ready to be sent.
  public func tree() throws -> JSONValue {
    var object = JSONObject([
      ("apiVersion", .string(Self.resourceType.apiVersion)), ("kind", .string(Self.resourceType.kind)),
    ])
    for (key, value) in try JSONCoding.tree(self).object ?? [:] { object[key] = value }
    return .object(object)
  }
}
