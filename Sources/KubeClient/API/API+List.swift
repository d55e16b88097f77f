import KubeCore

extension API {
  /// Reads one page of a list, object by object as they arrive. One that cannot be decoded is among the page's failures.
  ///
  /// - Throws: `.gone` when the version or token that the options name is too old, `.invalidRequest` for options that
  ///   exclude each other.
  public func page(_ options: ListOptions = ListOptions()) async throws(KubeError) -> KubeList<Object> {
    try await readPage(options)
  }

  /// Reads a whole list, page by page. All pages show the same moment. Objects that cannot be decoded are among the
  /// list's failures.
  ///
  /// - Parameter expiry: what to do when that moment has become too old before the last page was read.
  /// - Throws: `.gone` when `expiry` is `.fail`, or the version that the options name is too old.
  public func list(
    _ options: ListOptions = ListOptions(), onExpiry expiry: PageExpiry = .restart
  ) async throws(KubeError) -> KubeList<Object> {
    var state = PagerState(options, expiry: expiry)
    var items: [Object] = []
    var failures: [ListFailure] = []
    while let options = state.next {
      do throws(KubeError) {
        let page = try await page(options)
        guard state.received(page.metadata) else {
          (items, failures) = ([], [])
          continue
        }
        let count = items.count + failures.count
        failures += page.failures.map { ListFailure(index: count + $0.index, key: $0.key, reason: $0.reason) }
        items += page.items
      } catch {
        switch state.failed(error) {
        case .goOn: continue
        case .startAnew: (items, failures) = ([], [])
        case .giveUp: throw error
        }
      }
    }
    return KubeList(metadata: ListMeta(resourceVersion: state.version), items: items, failures: failures)
  }
}
