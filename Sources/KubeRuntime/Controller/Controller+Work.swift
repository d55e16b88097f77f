import Logging
import Synchronization

extension Controller {
  /// One worker: takes keys and reconciles them until the queue is closed.
  func work() async {
    guard await isReady() else { return }
    while let lease = await queue.next() {
      // Another replica's: it looks at the key itself, and we do again when the key becomes ours.
      guard shard?.owns("\(lease.key)") ?? true else {
        reconciler.release(lease.key)
        queue.finish(lease, .done)
        continue
      }
      let (outcome, result) = await reconcileWithinLimit(lease)
      note(outcome, result, lease)
      queue.finish(lease, Self.workResult(outcome))
    }
  }

  /// Waits for the stores.
  ///
  /// - Returns: `false` when the controller is to stop before they are complete.
  private func isReady() async -> Bool {
    await withTaskGroup(of: Bool.self) { group in
      group.addTask { (try? await waitUntilSynced()) != nil }
      group.addTask {
        // Cancelled when the stores are ready, which decides.
        try? await record.isStopping.wait()
        return false
      }
      defer { group.cancelAll() }
      return await group.next() ?? false
    }
  }

  private func reconcileWithinLimit(
    _ lease: WorkLease<Key>
  ) async -> (outcome: ReconcileOutcome, result: ControllerMetrics.Result) {
    let fence = shard?.fence(for: "\(lease.key)") ?? WriteFence.current
    let outcome = await WriteFence.$current.withValue(fence) {
      await time.withDeadline(lease.since + configuration.reconcileLimit) { await reconciler.reconcile(lease.key) }
    }
    switch outcome {
    case .settled: return (.settled, .settled)
    case .again(let delay): return (.again(after: delay), .again)
    case .failed(let error): return (.failed(error), .failed)
    case nil:
      let limit = configuration.reconcileLimit
      return (.failed(ControllerError(.reconcileTimedOut, message: "the reconcile exceeded \(limit)")), .timedOut)
    }
  }

  private func note(_ outcome: ReconcileOutcome, _ result: ControllerMetrics.Result, _ lease: WorkLease<Key>) {
    let now = time.now()
    let duration = now - lease.since
    record.lastEnd.withLock { $0 = now }
    record.metrics.withLock { metrics in
      metrics.reconciles[result, default: 0] += 1
      metrics.reconcileDuration.record(duration)
      metrics.queueDuration.record(lease.waited)
    }
    var metadata: Logger.Metadata = [
      "key": "\(lease.key)", "result": "\(result.rawValue)", "duration": "\(duration)",
    ]
    guard case .failed(let error) = outcome else {
      return logger.trace("Reconciled", metadata: metadata)
    }
    metadata["error"] = "\(error)"
    metadata["failures"] = "\(lease.failures + 1)"
    // A reconcile that was cut off at the end of the program is no news.
    logger.log(level: Task.isCancelled ? .debug : .info, "Reconcile failed", metadata: metadata)
  }
}
