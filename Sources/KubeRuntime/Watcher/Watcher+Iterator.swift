import KubeClient
import KubeCore

extension Watcher {
  /// Performs what the state asks for, one step after the other, until there is something to tell.
  public struct Iterator: AsyncIteratorProtocol {
    let api: API<Object>
    let configuration: WatcherConfiguration
    let time: TimeSource
    var random: RandomSource
    var state: WatcherState
    var stream: WatchStream<Object>.Iterator?

    public mutating func next(isolation actor: isolated (any Actor)?) async -> WatcherEvent<Object>? {
      while !Task.isCancelled {
        do throws(KubeError) {
          if let event = try await perform(state.step, isolation: actor) { return event }
        } catch {
          guard !Task.isCancelled else { return nil }
          stream = nil
          if let delay = state.failed(error, now: time.now(), using: &random) {
            return .interrupted(error, resumesIn: delay)
          }
        }
      }
      return nil
    }

    private mutating func perform(
      _ step: WatcherState.Step, isolation actor: isolated (any Actor)?
    ) async throws(KubeError) -> WatcherEvent<Object>? {
      switch step {
      case .announceRestart(let reason):
        state.restartAnnounced()
        return .restarted(reason)
      case .list(let version, let token):
        let page = try await api.page(options(resourceVersion: version, continue: token))
        try state.listed(page.metadata, now: time.now())
        return page.items.isEmpty ? nil : .listed(page.items)
      case .openStream(let version):
        stream = try await openWatch(from: version, sendsInitialEvents: true).makeAsyncIterator()
        state.streamOpened()
        return nil
      case .readInitial:
        return try await readInitial(isolation: actor)
      case .announceSync(let version):
        state.syncAnnounced()
        return .synced(resourceVersion: version)
      case .openWatch(let version):
        stream = try await openWatch(from: version).makeAsyncIterator()
        return state.watchOpened(now: time.now()) ? .resumed : nil
      case .readWatch:
        return try await read(isolation: actor)
      case .pause(let deadline):
        // Cancellation is all that a sleep can throw, and the loop sees it.
        try? await time.sleep(until: deadline)
        state.paused()
        return nil
      }
    }

    /// An object that there is, or that has changed or gone while the others were told.
    private mutating func readInitial(
      isolation actor: isolated (any Actor)?
    ) async throws(KubeError) -> WatcherEvent<Object>? {
      guard let event = try await stream?.next(isolation: actor) else { throw state.streamEnded() }
      switch event {
      case .added(let object), .modified(let object):
        return .listed([object])
      case .deleted(let object):
        return .deleted(object)
      case .bookmark(let version, let isEnd):
        if isEnd { state.streamed(resourceVersion: version, now: time.now()) }
        return nil
      }
    }

    private mutating func read(
      isolation actor: isolated (any Actor)?
    ) async throws(KubeError) -> WatcherEvent<Object>? {
      guard let event = try await stream?.next(isolation: actor) else {
        stream = nil
        if let error = state.watchEnded(now: time.now()) { throw error }
        return nil
      }
      switch event {
      case .added(let object), .modified(let object):
        state.received(resourceVersion: object.metadata.resourceVersion)
        return .applied(object)
      case .deleted(let object):
        state.received(resourceVersion: object.metadata.resourceVersion)
        return .deleted(object)
      case .bookmark(let version, _):
        return state.received(resourceVersion: version) ? .bookmarked(resourceVersion: version) : nil
      }
    }

    private func options(resourceVersion: String?, continue token: String?) -> ListOptions {
      var options = ListOptions(
        labelSelector: configuration.labelSelector, fieldSelector: configuration.fieldSelector)
      options.limit = configuration.pageSize
      options.resourceVersion = resourceVersion
      options.continue = token
      return options
    }

    private mutating func openWatch(
      from version: String?, sendsInitialEvents: Bool = false
    ) async throws(KubeError) -> WatchStream<Object> {
      var options = WatchOptions(
        labelSelector: configuration.labelSelector, fieldSelector: configuration.fieldSelector, from: version)
      options.sendsInitialEvents = sendsInitialEvents
      let range = configuration.watchDuration
      let share = Double.random(in: 0..<1, using: &random)
      let duration = range.lowerBound + (range.upperBound - range.lowerBound) * share
      options.lasting = duration...duration
      return try await api.watch(options)
    }
  }
}
