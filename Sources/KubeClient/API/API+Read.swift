import KubeCore

extension API {
  /// Reads one object.
  ///
  /// - Throws: `.notFound` when there is none.
  public func get(_ name: String) async throws(KubeError) -> Object {
    try await client.perform(request(.get, name: name, timeout: .seconds(30)), decoding: Object.self)
  }

  /// Reads one object, or `nil` when there is none.
  public func find(_ name: String) async throws(KubeError) -> Object? {
    do throws(KubeError) {
      return try await get(name)
    } catch {
      guard error.code == .notFound else { throw error }
      return nil
    }
  }

  /// Reads one page of a list.
  public func page(_ options: ListOptions = ListOptions()) async throws(KubeError) -> KubeList<Object> {
    try await client.perform(request(.get, query: options.query, timeout: .seconds(60)), decoding: KubeList.self)
  }

  /// Reads a whole list, page by page. All pages show the same moment.
  ///
  /// - Throws: `.gone` when the pages' moment has become too old; the caller lists again.
  public func list(_ options: ListOptions = ListOptions()) async throws(KubeError) -> KubeList<Object> {
    var options = options
    var list = try await page(options)
    while let token = list.metadata.continue, !token.isEmpty {
      options.continue = token
      // The token holds the resource version; a request that names both is refused.
      options.resourceVersion = nil
      let next = try await page(options)
      list.items += next.items
      list.metadata = ListMeta(resourceVersion: next.metadata.resourceVersion, continue: next.metadata.continue)
    }
    return list
  }
}
