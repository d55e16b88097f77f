import KubeCore

extension API {
  /// Reads one page of a list.
  ///
  /// - Throws: `.gone` when the version or token that the options name is too old, `.invalidRequest` for options that
  ///   exclude each other.
  public func page(_ options: ListOptions = ListOptions()) async throws(KubeError) -> KubeList<Object> {
    let request = try collectionRequest(.get, query: options.query(), timeout: client.deadlines.page)
    return try await client.perform(request, decoding: KubeList.self)
  }

  /// Reads a whole list, page by page. All pages show the same moment.
  ///
  /// - Parameter expiry: what to do when that moment has become too old before the last page was read.
  /// - Throws: `.gone` when `expiry` is `.fail`, or the version that the options name is too old.
  public func list(
    _ options: ListOptions = ListOptions(), onExpiry expiry: PageExpiry = .restart
  ) async throws(KubeError) -> KubeList<Object> {
    var state = PagerState(options, expiry: expiry)
    var items: [Object] = []
    while let options = state.next {
      do throws(KubeError) {
        let page = try await page(options)
        if state.received(page.metadata) { items += page.items } else { items = [] }
      } catch {
        switch state.failed(error) {
        case .goOn: continue
        case .startAnew: items = []
        case .giveUp: throw error
        }
      }
    }
    return KubeList(metadata: ListMeta(resourceVersion: state.version), items: items)
  }
}
