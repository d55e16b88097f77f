public import KubeClient
public import KubeCore
public import Logging
import Synchronization

/// Keeps a ``Store`` as an API server has it.
public struct Reflector<Object: KubeResource>: Sendable {
  public let store: Store<Object>
  private let writer: StoreWriter<Object>
  private let watcher: Watcher<Object>
  private let trim: (@Sendable (inout Object) -> Void)?
  private let logger: Logger
  private let trouble = Trouble()

  /// - Parameters:
  ///   - indexes: the ways to find objects other than by key; more cannot be added later.
  ///   - trim: takes away what nobody will look at before an object is kept. Objects that are read to be written back
  ///     whole must not be trimmed.
  ///   - isPacked: whether the store keeps objects in a fraction of their memory, and decodes one each time that it is
  ///     read: for many that are looked at seldom.
  public init(
    _ api: API<Object>, indexes: [StoreIndex<Object>] = [], trimming trim: (@Sendable (inout Object) -> Void)? = nil,
    isPacked: Bool = false, configuration: WatcherConfiguration = WatcherConfiguration(), time: TimeSource = .live,
    random: RandomSource = .system, logger: Logger = Logger(label: "kube.reflector")
  ) {
    (store, writer) = Store.make(indexes: indexes, isPacked: isPacked)
    self.trim = trim
    watcher = Watcher(api, configuration: configuration, time: time, random: random)
    var logger = logger
    logger[metadataKey: "resource"] = "\(Object.resourceType.qualifiedName)"
    self.logger = logger
  }

  /// The failure that keeps the store from being current; `nil` while all is well.
  public var interruption: KubeError? { trouble.error.withLock { $0 } }

  /// Follows the server until the calling task is cancelled. Run it once, in one task.
  public func run() async {
    for await event in watcher {
      note(event)
      writer.apply(trimmed(event))
    }
  }

  private func trimmed(_ event: WatcherEvent<Object>) -> WatcherEvent<Object> {
    guard let trim else { return event }
    func trimmed(_ object: Object) -> Object {
      var object = object
      trim(&object)
      return object
    }
    return switch event {
    case .listed(let objects): .listed(objects.map(trimmed))
    case .applied(let object): .applied(trimmed(object))
    case .deleted(let object): .deleted(trimmed(object))
    case .restarted, .synced, .bookmarked, .interrupted, .resumed: event
    }
  }

  private func note(_ event: WatcherEvent<Object>) {
    switch event {
    case .interrupted(let error, let delay):
      trouble.error.withLock { $0 = error }
      logger.info("Watch interrupted", metadata: ["error": "\(error)", "delay": "\(delay)"])
    case .restarted(let reason):
      logger.debug("List begins", metadata: ["reason": "\(reason)"])
    case .synced(let version):
      trouble.error.withLock { $0 = nil }
      logger.debug("List complete", metadata: ["resourceVersion": "\(version)"])
    case .applied, .deleted, .bookmarked, .resumed:
      trouble.error.withLock { $0 = nil }
    case .listed:
      break
    }
  }
}

private final class Trouble: Sendable {
  let error = Mutex<KubeError?>(nil)
}
