import KubeClient
import KubeCore

/// Lists, then watches, and knows after each failure where to go on: the rules of ``Watcher`` without its I/O.
struct WatcherState: Sendable {
  /// What to do next.
  enum Step: Sendable, Hashable {
    case announceRestart(RestartReason)
    /// - Parameter resourceVersion: `nil` asks for the newest state.
    case list(resourceVersion: String?, continue: String?)
    /// Open a watch that begins with the objects that there are.
    ///
    /// - Parameter resourceVersion: `nil` asks for the newest state.
    case openStream(resourceVersion: String?)
    /// Read that watch up to the end of its beginning.
    case readInitial
    case announceSync(resourceVersion: String)
    case openWatch(resourceVersion: String)
    case readWatch
    case pause(until: MonotonicInstant)
  }

  private(set) var step = Step.announceRestart(.first)
  private let configuration: WatcherConfiguration
  private var afterPause = Step.announceRestart(.first)

  /// The version that a list must not undercut; `"0"` for any, `nil` for the newest.
  private var freshness: String? = "0"
  /// Whether the server may still be asked for a streaming list.
  private var streams: Bool
  /// Whether the watch that told the list goes on.
  private var isStreamOpen = false
  /// The version of the pages so far, which all must share.
  private var pagesVersion: String?
  private var lastVersion = ""

  private var watchOpenedAt: MonotonicInstant?
  private var hasNewsSinceOpen = false
  private var hasNewsSinceSync = false
  private var unusableWatches = 0

  private var failures = 0
  private var healthySince: MonotonicInstant?
  private var isInterrupted = false

  init(_ configuration: WatcherConfiguration) {
    self.configuration = configuration
    streams = configuration.streamsLists
  }
}

// MARK: What has been done

extension WatcherState {
  mutating func restartAnnounced() {
    pagesVersion = nil
    isStreamOpen = false
    // A stream from any version could begin long ago; from none, it begins with the newest state.
    step =
      streams
      ? .openStream(resourceVersion: freshness == "0" ? nil : freshness)
      : .list(resourceVersion: freshness, continue: nil)
  }

  /// Takes note that the server has answered a watch which begins with the objects that there are.
  mutating func streamOpened() { step = .readInitial }

  /// Takes note of the end of a streamed list.
  mutating func streamed(resourceVersion: String, now: MonotonicInstant) {
    isStreamOpen = true
    watchOpenedAt = now
    healthySince = healthySince ?? now
    step = .announceSync(resourceVersion: resourceVersion)
  }

  /// Takes note of a page.
  ///
  /// - Throws: what is wrong with it; the caller passes it to ``failed(_:now:using:)``.
  mutating func listed(_ page: ListMeta, now: MonotonicInstant) throws(KubeError) {
    guard let version = page.resourceVersion, !version.isEmpty else {
      throw KubeError(.undecodableAnswer, message: "the list has no resource version")
    }
    guard pagesVersion == nil || pagesVersion == version else {
      throw KubeError(.undecodableAnswer, message: "the pages of the list show different versions")
    }
    pagesVersion = version
    if let token = page.continue, !token.isEmpty {
      // The token holds the version; a request that names both is refused.
      step = .list(resourceVersion: nil, continue: token)
    } else {
      step = .announceSync(resourceVersion: version)
    }
  }

  mutating func syncAnnounced() {
    guard case .announceSync(let version) = step else { return }
    lastVersion = version
    freshness = version
    hasNewsSinceSync = false
    unusableWatches = 0
    guard isStreamOpen else { return step = .openWatch(resourceVersion: version) }
    (isInterrupted, hasNewsSinceOpen) = (false, true)
    step = .readWatch
  }

  /// Takes note of a watch that the server has answered.
  ///
  /// - Returns: whether this ends an interruption.
  mutating func watchOpened(now: MonotonicInstant) -> Bool {
    defer { isInterrupted = false }
    watchOpenedAt = now
    hasNewsSinceOpen = false
    healthySince = healthySince ?? now
    step = .readWatch
    return isInterrupted
  }

  /// Takes note of an event or a bookmark.
  ///
  /// - Returns: whether it brings a version that was not known.
  @discardableResult
  mutating func received(resourceVersion: String?) -> Bool {
    guard let version = resourceVersion, !version.isEmpty, version != lastVersion else { return false }
    lastVersion = version
    freshness = version
    hasNewsSinceOpen = true
    hasNewsSinceSync = true
    unusableWatches = 0
    return true
  }

  mutating func paused() { step = afterPause }
}

// MARK: What has gone wrong

extension WatcherState {
  /// The server has ended the watch in good order, before it had told all objects that there are.
  ///
  /// - Returns: what is wrong with that; the caller passes it to ``failed(_:now:using:)``.
  mutating func streamEnded() -> KubeError {
    // It may not know what was asked of it; a list it will know.
    streams = false
    return KubeError(.connectionLost, message: "the watch ended before it had told all objects that there are")
  }

  /// The server has ended the watch in good order.
  ///
  /// - Returns: an error when it did so at once and without news, which would otherwise repeat without end.
  mutating func watchEnded(now: MonotonicInstant) -> KubeError? {
    step = .openWatch(resourceVersion: lastVersion)
    guard !hasNewsSinceOpen, let watchOpenedAt, now - watchOpenedAt < configuration.shortestWatch else { return nil }
    return KubeError(.connectionLost, message: "the server ended the watch at once, without any event")
  }

  /// Decides where to go on after a failure.
  ///
  /// - Returns: the delay, or `nil` to go on at once because the next request is a different one.
  mutating func failed(
    _ error: KubeError, now: MonotonicInstant, using generator: inout some RandomNumberGenerator
  ) -> Duration? {
    switch step {
    case .list, .openStream, .readInitial: failedToList(error, now: now, using: &generator)
    default: failedToWatch(error, now: now, using: &generator)
    }
  }

  private mutating func failedToList(
    _ error: KubeError, now: MonotonicInstant, using generator: inout some RandomNumberGenerator
  ) -> Duration? {
    if case .openStream = step, error.refusesInitialEvents {
      streams = false
      step = .list(resourceVersion: freshness, continue: nil)
      return nil
    }
    if error.meansVersionUnavailable, freshness != nil {
      freshness = nil
      step = .announceRestart(.versionUnavailable)
      return nil
    }
    let reason = pagesVersion == nil && step != .readInitial ? currentReason : .listFailed
    return pause(error, then: .announceRestart(reason), now: now, using: &generator)
  }

  private mutating func failedToWatch(
    _ error: KubeError, now: MonotonicInstant, using generator: inout some RandomNumberGenerator
  ) -> Duration? {
    if error.isResourceVersionTooLarge { freshness = nil }
    if error.meansVersionUnavailable {
      // A watch that had news has merely fallen behind. Without any, list and watch could chase each other.
      guard !hasNewsSinceSync else {
        hasNewsSinceSync = false
        step = .announceRestart(.versionUnavailable)
        return nil
      }
      freshness = nil
      return pause(error, then: .announceRestart(.versionUnavailable), now: now, using: &generator)
    }
    if error.blamesContent { unusableWatches += 1 }
    let next: Step =
      unusableWatches >= configuration.failuresBeforeRelist
      ? .announceRestart(.watchFailed) : .openWatch(resourceVersion: lastVersion)
    return pause(error, then: next, now: now, using: &generator)
  }

  private var currentReason: RestartReason { lastVersion.isEmpty ? .first : .listFailed }

  private mutating func pause(
    _ error: KubeError, then next: Step, now: MonotonicInstant, using generator: inout some RandomNumberGenerator
  ) -> Duration {
    // A connection that opens and breaks again and again is not healthy: only a long good stretch counts.
    if let healthySince, now - healthySince >= configuration.healthyAfter { failures = 0 }
    healthySince = nil
    isInterrupted = true
    failures = min(failures + 1, 1000)
    let delay = configuration.backoff.delay(afterFailures: failures, using: &generator)
    let patience = max(delay, error.retryAfter ?? .zero)
    afterPause = next
    step = .pause(until: now + patience)
    return patience
  }
}
