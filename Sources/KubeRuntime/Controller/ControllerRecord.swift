import Synchronization

/// What changes while a controller runs.
final class ControllerRecord: Sendable {
  let metrics = Mutex(ControllerMetrics())
  /// When a reconcile last ended.
  let lastEnd = Mutex<MonotonicInstant?>(nil)
  let isStopping = Gate()
}
