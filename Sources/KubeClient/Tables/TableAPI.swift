/// Reads objects of one kind as tables.
public struct TableAPI: Sendable {
  let api: API<Table>
  /// What of each object comes with its row; default its metadata.
  public var inclusion = Table.Inclusion.metadata

  init(api: API<Table>) { self.api = api }

  /// Reads one object as a table of one row.
  public func get(_ name: String) async throws(KubeError) -> Table {
    let request = try api.objectRequest(.get, name, query: query, timeout: api.client.deadlines.get)
    return try await api.client.perform(request, decoding: Table.self)
  }

  /// Reads one page of the objects; ``Table/metadata`` holds the token of the next one.
  public func page(_ options: ListOptions = ListOptions()) async throws(KubeError) -> Table {
    let request = try api.collectionRequest(
      .get, query: options.query() + query, answersList: false, timeout: api.client.deadlines.page)
    return try await api.client.perform(request, decoding: Table.self)
  }

  /// Opens a watch whose events are tables of one row.
  ///
  /// - Throws: `.gone` when the version is too old.
  public func watch(_ options: WatchOptions = WatchOptions()) async throws(KubeError) -> WatchStream<Table> {
    try await api.watch(options, adding: query)
  }

  private var query: [KubeRequest.Field] {
    inclusion == .metadata ? [] : [KubeRequest.Field("includeObject", inclusion.rawValue)]
  }
}
