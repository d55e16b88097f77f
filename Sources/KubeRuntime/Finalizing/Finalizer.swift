public import KubeClient
public import KubeCore

/// Keeps an object of the API until what belongs to it outside of the cluster has been undone.
public struct Finalizer<Object: KubeResource>: Sendable {
  /// A qualified name, such as `slipway.dev/routes`.
  public let name: String
  private let client: KubeClient

  public init(_ name: String, client: KubeClient) {
    self.name = name
    self.client = client
  }

  /// What the finalizer calls for.
  public func step(for object: Object) -> FinalizerStep { FinalizerStep(name, of: object.metadata) }

  /// Adds the finalizer to an object.
  ///
  /// - Returns: the object with it. One that has changed in the meantime is refused with `.conflict`.
  public func add(to object: Object) async throws(KubeError) -> Object {
    guard !(object.metadata.finalizers ?? []).contains(name) else { return object }
    // The list is written whole, so it must be the one that was read.
    var metadata: JSONValue = ["finalizers": .array(((object.metadata.finalizers ?? []) + [name]).map { .string($0) })]
    metadata["uid"] = object.metadata.uid.map { .string($0) }
    metadata["resourceVersion"] = object.metadata.resourceVersion.map { .string($0) }
    return try await patch(object, .merge(["metadata": metadata]))
  }

  /// Removes the finalizer, which lets the object go.
  ///
  /// An object that has gone already is no failure.
  ///
  /// - Throws: `.invalid` when the finalizers have changed since the object was read, or another object has its name:
  ///   look again.
  public func remove(from object: Object) async throws(KubeError) {
    guard let index = object.metadata.finalizers?.firstIndex(of: name) else { return }
    let path = "/metadata/finalizers/\(index)"
    let uid = object.metadata.uid.map { [JSONPatchOperation.test("/metadata/uid", .string($0))] } ?? []
    do throws(KubeError) {
      _ = try await patch(object, .json(uid + [.test(path, .string(name)), .remove(path)]))
    } catch {
      guard error.code != .notFound else { return }
      throw error
    }
  }

  private func patch(_ object: Object, _ patch: Patch) async throws(KubeError) -> Object {
    try await client.api(Object.self, namespace: object.metadata.namespace).patch(object.key.name, patch)
  }
}
