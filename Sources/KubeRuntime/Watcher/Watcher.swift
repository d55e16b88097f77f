public import KubeClient
public import KubeCore

/// Follows the objects of one kind: lists them, then watches for changes, and recovers from every failure by itself.
///
/// The sequence ends only when the task that reads it is cancelled. Nothing is read from the server ahead of the
/// reader. After a failure it waits, doubling from 0.8 s to 30 s; a version that the server no longer has leads to a
/// new list, which never goes back in time unless the server itself did.
public struct Watcher<Object: KubeResource>: AsyncSequence, Sendable {
  public typealias Element = WatcherEvent<Object>
  public typealias Failure = Never

  private let api: API<Object>
  private let configuration: WatcherConfiguration
  private let time: TimeSource
  private let random: RandomSource

  public init(
    _ api: API<Object>, configuration: WatcherConfiguration = WatcherConfiguration(), time: TimeSource = .live,
    random: RandomSource = .system
  ) {
    // Up to half of what is sent; no typed object keeps it.
    self.api = api.omittingManagedFields()
    self.configuration = configuration
    self.time = time
    self.random = random
  }

  public func makeAsyncIterator() -> Iterator {
    Iterator(
      api: api, configuration: configuration, time: time, random: random, state: WatcherState(configuration))
  }
}
