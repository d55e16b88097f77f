import KubeCore

extension API {
  /// Reads one object together with the fields that `Object` does not know.
  public func stored(_ name: String) async throws(KubeError) -> Stored<Object> {
    try checkIsWhole()
    let request = try objectRequest(.get, name, timeout: client.deadlines.get)
    return try Stored(try await client.perform(request, decoding: JSONValue.self))
  }

  /// Writes what has been changed in an object, and nothing else.
  ///
  /// - Returns: the object as the server has it now; the same one, without a request, when nothing was changed.
  /// - Throws: `.conflict` when the object is no longer the one that was read.
  public func save(
    _ stored: Stored<Object>, subresource: String? = nil, _ options: WriteOptions = WriteOptions()
  ) async throws(KubeError) -> Stored<Object> {
    try checkIsWhole()
    guard let patch = try stored.patch() else { return stored }
    let tree = try await self.patch(
      stored.name ?? "", patch, subresource: subresource, options, decoding: JSONValue.self)
    return try Stored(tree)
  }

  /// Reads an object, changes it and writes the change, again and again while others write in between.
  ///
  /// Only what `change` has changed is written; fields that `Object` does not know stay as they are. Nothing is written
  /// when nothing was changed.
  ///
  /// - Parameters:
  ///   - subresource: `status` to change the status.
  ///   - attempts: how often to begin anew when somebody else was faster.
  ///   - change: the change; it may be made several times, each time to a newer object, and must not remember the last.
  /// - Returns: the object as it is afterwards.
  /// - Throws: `.notFound`, `.conflict` when every try met another writer, what `change` throws, and what a write
  ///   throws.
  @discardableResult
  public func edit(
    _ name: String, subresource: String? = nil, _ options: WriteOptions = WriteOptions(),
    attempts: ConflictPolicy = ConflictPolicy(), change: (inout Object) throws(KubeError) -> Void
  ) async throws(KubeError) -> Object {
    var losses = 0
    while true {
      var stored = try await stored(name)
      try change(&stored.object)
      do throws(KubeError) {
        return try await save(stored, subresource: subresource, options).object
      } catch {
        losses += 1
        guard error.code == .conflict,
          let delay = attempts.delay(afterLosses: losses, fraction: client.time.random())
        else { throw error }
        try await client.pause(delay, after: error)
      }
    }
  }

  private func checkIsWhole() throws(KubeError) {
    guard form == .object, !omitsManagedFields else {
      throw KubeError(.invalidRequest, message: "an object that is read in part cannot be edited")
    }
  }
}
