extension API {
  /// Opens a watch.
  ///
  /// - Throws: `.gone` when the version is too old; the caller lists again.
  public func watch(_ options: WatchOptions) async throws(KubeError) -> WatchStream<Object> {
    try await watch(options, adding: [])
  }

  func watch(
    _ options: WatchOptions, adding fields: [KubeRequest.Field]
  ) async throws(KubeError) -> WatchStream<Object> {
    let duration = client.time.draw(from: options.lasting)
    var request = try collectionRequest(
      .get, query: options.query(lasting: duration) + fields, answersList: false, timeout: nil)
    request.idleTimeout = duration + options.margin
    let body = try await client.open(request).body
    return WatchStream(reader: WatchReader(body: body, lineLimit: options.lineLimit, request: request.name))
  }

  /// Opens a watch from a resource version on.
  ///
  /// - Parameters:
  ///   - resourceVersion: that of the list, or of the last event or bookmark.
  ///   - options: the selectors; what else they say is of no meaning here.
  ///   - lasting: after how long the server ends the watch in good order; the caller then opens the next.
  /// - Throws: `.gone` when the version is too old; the caller lists again.
  public func watch(
    from resourceVersion: String, _ options: ListOptions = ListOptions(), lasting: Duration = .seconds(290)
  ) async throws(KubeError) -> WatchStream<Object> {
    var watch = WatchOptions(
      labelSelector: options.labelSelector, fieldSelector: options.fieldSelector, from: resourceVersion)
    watch.lasting = lasting...lasting
    return try await self.watch(watch)
  }
}
