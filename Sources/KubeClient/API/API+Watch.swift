extension API {
  /// Opens a watch from a resource version on.
  ///
  /// - Parameters:
  ///   - resourceVersion: that of the list, or of the last event or bookmark.
  ///   - lasting: after how long the server ends the watch in good order; the caller then opens the next.
  /// - Throws: `.gone` when the version is too old; the caller lists again.
  public func watch(
    from resourceVersion: String, _ options: ListOptions = ListOptions(), lasting: Duration = .seconds(290)
  ) async throws(KubeError) -> WatchStream<Object> {
    var options = options
    options.limit = nil
    options.resourceVersion = nil
    var query = options.query
    query += [
      KubeRequest.Field("watch", "true"), KubeRequest.Field("allowWatchBookmarks", "true"),
      KubeRequest.Field("resourceVersion", resourceVersion),
      KubeRequest.Field("timeoutSeconds", String(max(1, lasting.components.seconds))),
    ]
    var request = try request(.get, query: query)
    request.timeout = nil
    // A server that has died does not say so: silence past the agreed end is the sign.
    request.idleTimeout = lasting + .seconds(10)
    return WatchStream(body: try await client.open(request).body)
  }
}
