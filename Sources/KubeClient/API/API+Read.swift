import KubeCore

extension API {
  /// Reads one object.
  ///
  /// - Throws: `.notFound` when there is none, `.notServed` when the server does not know the kind.
  public func get(_ name: String) async throws(KubeError) -> Object {
    try await client.perform(objectRequest(.get, name, timeout: client.deadlines.get), decoding: Object.self)
  }

  /// Reads one object, or `nil` when there is none.
  ///
  /// - Throws: `.notServed` when the server does not know the kind.
  public func find(_ name: String) async throws(KubeError) -> Object? {
    do throws(KubeError) {
      return try await get(name)
    } catch {
      guard error.code == .notFound else { throw error }
      return nil
    }
  }
}
