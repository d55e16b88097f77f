import Synchronization

/// The keys that are to be worked on: each at most once, never twice at the same time, most urgent first.
///
/// ``runTimer()`` must run in one task; any number of workers call ``next()`` and ``finish(_:_:)``.
public final class WorkQueue<Key: Hashable & Sendable>: Sendable {
  typealias KeyFilter = @Sendable (Key) -> Bool
  private typealias Handover = (waiter: WaitList<Void, WorkLease<Key>>.Continuation, lease: WorkLease<Key>)

  private struct Shell {
    var state: WorkQueueState<Key>
    var random: RandomSource
    var workers = WaitList<Void, WorkLease<Key>>()
    var watchers = WaitList<KeyFilter, Void>()
    var isClosed = false
    var armedFor: MonotonicInstant?
    var rearm = Gate()
  }

  private let shell: Mutex<Shell>
  private let time: TimeSource

  /// - Parameters:
  ///   - backoff: the delays after failures of one key; default 50 ms to 5 min.
  ///   - retryRate: how many keys are tried again a second, all together; default 100. The later of the two counts.
  public init(
    backoff: Backoff = .reconcile, retryRate: RetryRate = RetryRate(), time: TimeSource = .live,
    random: RandomSource = .system
  ) {
    shell = Mutex(Shell(state: WorkQueueState(backoff: backoff, retryRate: retryRate), random: random))
    self.time = time
  }

  /// Adds a key. One that is there already keeps the higher priority and the earlier time.
  public func add(_ key: Key, priority: QueuePriority = .normal, after delay: Duration = .zero) {
    update { $0.state.add(key, priority: priority, after: delay, now: $1) }
  }

  /// Waits for a key to work on.
  ///
  /// - Returns: `nil` when the calling task is cancelled or the queue is closed.
  public func next() async -> WorkLease<Key>? {
    let id = shell.withLock { $0.workers.makeID() }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let answer: WorkLease<Key>?? = shell.withLock { shell in
          // The flag is set before the handler runs: a cancellation is seen here, or the handler finds the waiter.
          if shell.isClosed || Task.isCancelled { return .some(nil) }
          if let lease = shell.state.take(now: time.now()) { return lease }
          shell.workers.append(id, (), continuation)
          return nil
        }
        if let answer { continuation.resume(returning: answer) }
      }
    } onCancel: {
      shell.withLock { $0.workers.remove(id) }?.resume(returning: nil)
    }
  }

  /// Gives a key back.
  public func finish(_ lease: WorkLease<Key>, _ result: WorkResult) {
    update { $0.state.finish(lease, result, now: $1, using: &$0.random) }
    let watchers = shell.withLock { shell in
      let inFlight = shell.state.inFlight.keys
      return shell.watchers.isEmpty ? [] : shell.watchers.removeAll { filter in !inFlight.contains(where: filter) }
    }
    for watcher in watchers { watcher.resume(returning: ()) }
  }

  /// Waits until none of the keys in flight is among those that a filter admits, or the calling task is cancelled.
  func waitUntilFinished(where filter: @escaping KeyFilter) async {
    let id = shell.withLock { $0.watchers.makeID() }
    let _: Void? = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isOver = shell.withLock { shell in
          if Task.isCancelled || !shell.state.inFlight.keys.contains(where: filter) { return true }
          shell.watchers.append(id, filter, continuation)
          return false
        }
        if isOver { continuation.resume(returning: ()) }
      }
    } onCancel: {
      shell.withLock { $0.watchers.remove(id) }?.resume(returning: nil)
    }
  }

  /// Hands out no more keys. Workers that wait get `nil`; leases that are out can still be finished.
  public func close() {
    let workers = shell.withLock { shell in
      shell.isClosed = true
      return shell.workers.removeAll()
    }
    for worker in workers { worker.resume(returning: nil) }
  }

  /// Changes the state and hands keys that are ready to workers that wait.
  private func update(_ change: (inout Shell, MonotonicInstant) -> Void) {
    let now = time.now()
    let (handovers, rearm) = shell.withLock { shell -> ([Handover], Gate?) in
      change(&shell, now)
      // Even when no worker waits: the timer must not find a deadline that has passed again and again.
      shell.state.promote(now: now)
      return (Self.handOver(&shell, now), Self.rearm(&shell))
    }
    rearm?.open()
    for handover in handovers { handover.waiter.resume(returning: handover.lease) }
  }

  private static func handOver(_ shell: inout Shell, _ now: MonotonicInstant) -> [Handover] {
    var handovers: [Handover] = []
    while !shell.isClosed, !shell.workers.isEmpty, let lease = shell.state.take(now: now) {
      if let waiter = shell.workers.popFirst() { handovers.append((waiter, lease)) }
    }
    return handovers
  }
}

// MARK: The timer

extension WorkQueue {
  /// Wakes workers when delayed keys become ready, until the calling task is cancelled.
  public func runTimer() async {
    while !Task.isCancelled {
      let (deadline, rearm) = shell.withLock { shell in
        shell.armedFor = shell.state.nextDeadline()
        shell.rearm = Gate()
        return (shell.armedFor, shell.rearm)
      }
      if let deadline {
        _ = await time.withDeadline(deadline) { try? await rearm.wait() }
      } else {
        try? await rearm.wait()
      }
      update { _, _ in }
    }
  }

  /// The timer's signal, when it sleeps for longer than it should.
  private static func rearm(_ shell: inout Shell) -> Gate? {
    guard let deadline = shell.state.nextDeadline() else { return nil }
    if let armedFor = shell.armedFor, armedFor <= deadline { return nil }
    shell.armedFor = deadline
    return shell.rearm
  }
}

// MARK: Looking

extension WorkQueue {
  /// What the queue has done and holds.
  public var metrics: WorkQueueMetrics {
    let now = time.now()
    return shell.withLock { shell in
      var metrics = WorkQueueMetrics()
      metrics.depths = shell.state.depths
      metrics.delayed = shell.state.delayedCount
      let durations = shell.state.inFlight.values.map { now - $0.since }
      metrics.inFlight = durations.count
      metrics.unfinished = durations.reduce(.zero, +)
      metrics.longestRunning = durations.max() ?? .zero
      metrics.adds = shell.state.adds
      metrics.retries = shell.state.retries
      return metrics
    }
  }

  /// Since when the key that has waited for the longest could have been taken; `nil` when none waits.
  public var oldestReady: MonotonicInstant? { shell.withLock { $0.state.oldestReady() } }

  /// The lease that has been out for the longest; the sign of a reconcile that is stuck.
  public var oldestInFlight: WorkLease<Key>? { shell.withLock { $0.state.oldestInFlight } }
}
