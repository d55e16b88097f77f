import Synchronization

/// What changes while a controller runs.
final class ControllerRecord: Sendable {
  let metrics = Mutex(ControllerMetrics())
  let isStopping = Gate()
}
