public import KubeCore

extension API {
  /// Visits the objects of a list one by one while they arrive, so that memory does not grow with the list.
  ///
  /// The sender waits while an object is visited. Nothing is read twice: when the list breaks off or expires, those
  /// objects have been visited that came before, and the error is thrown.
  ///
  /// - Returns: the metadata of the whole list, whose version a watch can start from.
  /// - Throws: what the request throws, `.gone` when the pages have expired, and what `visit` throws.
  @discardableResult
  public func forEachItem(
    _ options: ListOptions = ListOptions(), _ visit: (ListItem<Object>) async throws(KubeError) -> Void
  ) async throws(KubeError) -> ListMeta {
    var state = PagerState(options, expiry: .fail)
    var count = 0
    while let options = state.next {
      let response = try await client.open(pageRequest(options))
      let metadata = try await read(response.body, firstIndex: count, limit: .max) { item async throws(KubeError) in
        count += 1
        switch item {
        case .success(let object): try await visit(.object(object))
        case .failure(let failure): try await visit(.undecodable(failure))
        }
      }
      guard state.received(metadata) else {
        throw KubeError(.gone, message: "the pages of the list show different moments")
      }
    }
    return ListMeta(resourceVersion: state.version)
  }

  /// Reads a page into memory, never on the caller's actor: to decode megabytes would keep it from everything else.
  @concurrent func readPage(_ options: ListOptions) async throws(KubeError) -> KubeList<Object> {
    try await client.perform(pageRequest(options)) { body async throws(KubeError) in
      var items: [Object] = []
      var failures: [ListFailure] = []
      let metadata = try await read(body, firstIndex: 0, limit: client.answerLimit) { item in
        switch item {
        case .success(let object): items.append(object)
        case .failure(let failure): failures.append(failure)
        }
      }
      return KubeList(metadata: metadata, items: items, failures: failures)
    }
  }

  private func pageRequest(_ options: ListOptions) throws(KubeError) -> KubeRequest {
    try collectionRequest(.get, query: options.query(), timeout: client.deadlines.page)
  }

  private func read(
    _ body: KubeBody, firstIndex: Int, limit: Int,
    _ take: (Result<Object, ListFailure>) async throws(KubeError) -> Void
  ) async throws(KubeError) -> ListMeta {
    var state = ListDecoderState<Object>(firstIndex: firstIndex)
    var chunks = body.makeAsyncIterator()
    var size = 0
    while let chunk = try await chunks.next(isolation: nil) {
      size += chunk.count
      guard size <= limit else { throw KubeError(.answerTooLarge, message: "the answer exceeds \(limit) bytes") }
      state.append(chunk)
      while let item = try state.next() { try await take(item) }
    }
    return try state.finish()
  }
}
