public import Logging
import Synchronization

/// Reconciles keys whenever their objects change: reflectors fill a queue, a fixed number of workers empties it.
///
/// Run it once: ``run()`` in a program that is alone or has a ``Shard``, ``run(electedBy:)`` in one of several replicas.
public struct Controller<Key: Hashable & Sendable>: Sendable {
  public let configuration: ControllerConfiguration
  /// Where triggers that are not objects of the API add their keys.
  public let queue: WorkQueue<Key>
  let sources: [ControllerSource<Key>]
  let reconciler: any Reconciler<Key>
  /// The share of the keys that is ours; `nil` when all are.
  let shard: Shard?
  let time: TimeSource
  let logger: Logger
  let record = ControllerRecord()

  /// - Parameter shard: restricts the controller to this process's share of the keys, by their descriptions.
  public init(
    _ configuration: ControllerConfiguration, sources: [ControllerSource<Key>], reconciler: some Reconciler<Key>,
    shard: Shard? = nil, time: TimeSource = .live, random: RandomSource = .system,
    logger: Logger = Logger(label: "kube.controller")
  ) {
    self.configuration = configuration
    self.sources = sources
    self.reconciler = reconciler
    self.shard = shard
    self.time = time
    queue = WorkQueue(
      backoff: configuration.backoff, retryRate: configuration.retryRate, time: time, random: random)
    var logger = logger
    logger[metadataKey: "controller"] = "\(configuration.name)"
    self.logger = logger
  }

  public init(
    _ configuration: ControllerConfiguration, sources: [ControllerSource<Key>], shard: Shard? = nil,
    time: TimeSource = .live, random: RandomSource = .system, logger: Logger = Logger(label: "kube.controller"),
    reconcile: @escaping @Sendable (Key) async -> ReconcileOutcome
  ) {
    self.init(
      configuration, sources: sources, reconciler: ClosureReconciler(body: reconcile), shard: shard, time: time,
      random: random, logger: logger)
  }

  /// What the controller has done and holds.
  public var metrics: ControllerMetrics {
    var metrics = record.metrics.withLock { $0 }
    metrics.queue = queue.metrics
    return metrics
  }

  /// Whether the controller does its work.
  public var health: ControllerHealth<Key> {
    let interruptions = sources.compactMap { source in source.interruption().map { (source.name, $0) } }
    return ControllerHealth(
      unsynced: sources.filter { !$0.isSynced() }.map(\.name),
      interruptions: Dictionary(interruptions) { first, _ in first }, oldestInFlight: queue.oldestInFlight,
      oldestReady: queue.oldestReady, lastEnd: record.lastEnd.withLock { $0 }, now: time.now())
  }

  /// Waits until all stores hold a complete list.
  ///
  /// - Throws: when the calling task is cancelled first.
  public func waitUntilSynced() async throws(CancellationError) {
    for source in sources { try await source.waitUntilSynced() }
  }
}
