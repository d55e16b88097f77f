import KubeTypes

/// When one probe of one run of a container is due, and what its results amount to.
///
/// Defaults are those of the API: period 10 s, failure threshold 3, success threshold 1, no initial delay.
struct ProbeState: Sendable, Hashable {
  /// What a result changes.
  enum Change: Sendable, Hashable {
    case passed
    case failed
  }

  /// Whether the container counts as started, ready or alive.
  private(set) var isPassing: Bool
  /// `nil` while a check is on its way.
  private(set) var nextCheck: Duration?

  private let period: Duration
  private let eagerPeriod: Duration?
  private let successThreshold: Int
  private let failureThreshold: Int
  private var successes = 0
  private var failures = 0
  private var hasPassed = false
  private var lastCountedFailure: Duration?

  /// - Parameter eagerPeriod: the time between checks until the first success, when that is shorter than the probe's
  ///   own; `nil` to keep to the probe's. Failures still count once per period of the probe only.
  init(_ kind: ProbeKind, _ probe: Probe, startedAt: Duration, eagerPeriod: Duration?) {
    period = .seconds(min(max(1, probe.periodSeconds ?? 10), 86_400))
    self.eagerPeriod = kind == .liveness ? nil : eagerPeriod
    successThreshold = max(1, probe.successThreshold ?? 1)
    failureThreshold = max(1, probe.failureThreshold ?? 3)
    isPassing = kind == .liveness
    nextCheck = startedAt + .seconds(min(max(0, probe.initialDelaySeconds ?? 0), 86_400))
  }

  /// Whether a check is due; it counts as on its way from then on.
  mutating func takeDue(_ now: Duration) -> Bool {
    guard let due = nextCheck, due <= now else { return false }
    nextCheck = nil
    return true
  }

  /// Asks no more.
  mutating func stop() { nextCheck = nil }

  /// Takes the result of a check.
  mutating func observe(success: Bool, now: Duration) -> Change? {
    let wasPassing = isPassing
    if success {
      failures = 0
      successes += 1
      hasPassed = true
      lastCountedFailure = nil
      if successes >= successThreshold { isPassing = true }
    } else {
      successes = 0
      if countsFailure(now) { failures += 1 }
      if failures >= failureThreshold { isPassing = false }
    }
    nextCheck = now + (hasPassed ? period : min(period, eagerPeriod ?? period))
    if isPassing != wasPassing { return isPassing ? .passed : .failed }
    // A startup probe fails without ever having passed.
    return !isPassing && !hasPassed && failures >= failureThreshold ? .failed : nil
  }

  private mutating func countsFailure(_ now: Duration) -> Bool {
    if let last = lastCountedFailure, now - last < period { return false }
    lastCountedFailure = now
    return true
  }
}
