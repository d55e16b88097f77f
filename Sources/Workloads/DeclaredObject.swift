public import KubeCore

/// An object as it is to be, whole.
public struct DeclaredObject: Sendable, Hashable {
  public let key: ObjectKey
  /// The whole object, `apiVersion` and `kind` among it.
  public let content: JSONValue

  public init(_ type: ResourceType, _ metadata: JSONValue, spec: JSONValue) {
    key = ObjectKey(namespace: metadata["namespace"]?.string, name: metadata["name"]?.string ?? "")
    content = [
      "apiVersion": .string(type.apiVersion), "kind": .string(type.kind), "metadata": metadata, "spec": spec,
    ]
  }

  /// - Throws: when the object cannot be written as JSON.
  public init(_ object: some KubeResource) throws {
    key = object.key
    content = try object.tree()
  }
}
