import KubeClient

extension Controller {
  /// What an outcome means for the queue.
  static func workResult(_ outcome: ReconcileOutcome) -> WorkResult {
    switch outcome {
    case .settled: .done
    case .again(let delay): .again(after: delay)
    case .failed(let error): .retry(after: (error as? KubeError)?.retryAfter ?? .zero)
    }
  }
}

/// A reconciler that is a closure.
struct ClosureReconciler<Key: Hashable & Sendable>: Reconciler {
  let body: @Sendable (Key) async -> ReconcileOutcome

  func reconcile(_ key: Key) async -> ReconcileOutcome { await body(key) }
}
