/// A deletion that is under way.
struct PodTermination: Sendable {
  enum Step: Sendable, Hashable {
    case terminate
    case kill
  }

  private var terminateAt: Duration
  private var killAt: Duration
  private(set) var hasTerminated = false
  private(set) var hasKilled = false
  /// Whether the pod's object was asked to be deleted.
  private(set) var isRemoved = false

  init(terminateAt: Duration, killAt: Duration) {
    self.terminateAt = terminateAt
    self.killAt = killAt
  }

  var nextDeadline: Duration? {
    [hasTerminated ? nil : terminateAt, hasKilled ? nil : killAt].compactMap { $0 }.min()
  }

  mutating func shorten(to deadline: Duration) {
    killAt = min(killAt, deadline)
    terminateAt = min(terminateAt, deadline)
  }

  /// What the containers that still run are due.
  mutating func step(_ now: Duration) -> Step? {
    if !hasKilled, killAt <= now {
      (hasTerminated, hasKilled) = (true, true)
      return .kill
    }
    if !hasTerminated, terminateAt <= now {
      hasTerminated = true
      return .terminate
    }
    return nil
  }

  /// Nothing runs any more.
  mutating func finish() { (isRemoved, hasTerminated, hasKilled) = (true, true, true) }
}
