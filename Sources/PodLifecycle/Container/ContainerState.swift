import KubeCore
package import KubeTypes

/// One container of a pod: which stage of its life it is in, and what its probes say.
struct ContainerState: Sendable, Hashable {
  /// A run of the container's process.
  struct Run: Sendable, Hashable {
    var startedAt: Timestamp
    var since: Duration
    var probes: [ProbeKind: ProbeState] = [:]
    /// When the process, having been asked to end, is killed; `nil` while it is not asked to.
    var killAt: Duration?
  }

  enum Stage: Sendable, Hashable {
    /// Nothing runs; a start is due at an instant, or when the pod has its address.
    case waiting(reason: String, message: String?, startAt: Duration?)
    /// The process is being started.
    case starting
    case running(Run)
    /// Nothing runs, nor will again.
    case ended
  }

  /// The part that a container plays in its pod.
  enum Role: Sendable, Hashable {
    /// Runs to its end before the next one starts.
    case initial
    /// Starts before the main ones and goes on beside them.
    case sidecar
    case main
  }

  let spec: Container
  let role: Role
  var stage = Stage.waiting(reason: "ContainerCreating", message: nil, startAt: nil)
  private(set) var restarts = 0
  private(set) var lastExit: ContainerStatus.Terminated?
  /// Whether a sidecar is not to be started again.
  var isEnding = false
  private var failuresInRow = 0
  private var backoffNotice: Duration?

  init(_ spec: Container, role: Role = .main) {
    self.spec = spec
    self.role = role
  }

  var name: String { spec.name }

  /// Whether there is, or is about to be, a process.
  var isAlive: Bool {
    switch stage {
    case .starting, .running: true
    case .waiting, .ended: false
    }
  }

  var isStarted: Bool {
    guard case .running(let run) = stage else { return false }
    return run.probes[.startup]?.isPassing ?? true
  }

  var isReady: Bool {
    guard case .running(let run) = stage, run.killAt == nil else { return false }
    return isStarted && run.probes[.readiness]?.isPassing ?? true
  }

  /// Whether the containers after it may start.
  var letsOthersStart: Bool {
    switch role {
    case .initial: if case .ended = stage { lastExit?.exitCode == 0 } else { false }
    case .sidecar: isStarted
    case .main: true
    }
  }

  /// Whether it waits for those before it.
  var awaitsTurn: Bool { if case .waiting(_, _, nil) = stage { true } else { false } }

  /// The next instant at which something is due.
  var nextDeadline: Duration? {
    switch stage {
    case .waiting(_, _, let startAt): [startAt, backoffNotice].compactMap { $0 }.min()
    case .running(let run): ([run.killAt] + run.probes.values.map(\.nextCheck)).compactMap { $0 }.min()
    case .starting, .ended: nil
    }
  }

  /// The process runs: the probes begin.
  mutating func started(now: Duration, wall: Timestamp, rules: PodRules) {
    var run = Run(startedAt: wall, since: now)
    let first: [ProbeKind] = spec.startupProbe.isCheckable(rules) ? [.startup] : [.readiness, .liveness]
    run.begin(first, spec, now: now, rules: rules)
    stage = .running(run)
  }

  /// The process has ended.
  ///
  /// - Parameter restarts: whether the pod's policy, or its deletion, allows another run.
  mutating func exited(
    _ exit: ContainerExit, isRestarted: Bool, pod: String, now: Duration, wall: Timestamp, rules: PodRules
  ) {
    var startedAt: Timestamp?
    if case .running(let run) = stage {
      startedAt = run.startedAt
      if now - run.since >= rules.restartReset { failuresInRow = 0 }
    }
    lastExit = ContainerStatus.Terminated(
      exitCode: exit.code, reason: exit.reason, startedAt: startedAt, finishedAt: wall)
    guard isRestarted else {
      stage = .ended
      return
    }
    restarts += 1
    failuresInRow += 1
    let delay = rules.restartDelay(afterFailures: failuresInRow)
    stage = .waiting(
      reason: "CrashLoopBackOff",
      message: "back-off \(Self.text(delay)) restarting failed container=\(name) pod=\(pod)", startAt: now + delay)
  }

  /// A duration as Go writes it: `10s`, `1m20s`, `5m0s`.
  private static func text(_ delay: Duration) -> String {
    let seconds = delay.components.seconds
    return seconds < 60 ? "\(seconds)s" : "\(seconds / 60)m\(seconds % 60)s"
  }

  /// The process could not be started; it is tried again.
  mutating func startRefused(reason: String, message: String, now: Duration, rules: PodRules) {
    failuresInRow += 1
    let delay = rules.restartBackoff.delay(afterFailures: failuresInRow)
    backoffNotice = reason == "ErrImagePull" ? min(now + rules.pullErrorNotice, now + delay) : nil
    stage = .waiting(reason: reason, message: message, startAt: now + delay)
  }

  /// After a while, a failed pull is reported as the wait for the next one.
  mutating func noticeBackoff(_ now: Duration) {
    guard let notice = backoffNotice, notice <= now, case .waiting("ErrImagePull", _, let startAt) = stage else { return }
    backoffNotice = nil
    let image = spec.image ?? ""
    stage = .waiting(reason: "ImagePullBackOff", message: "Back-off pulling image \"\(image)\"", startAt: startAt)
  }

  /// Takes the answer of a probe.
  ///
  /// - Returns: whether the process must be ended for it.
  mutating func probed(_ kind: ProbeKind, success: Bool, now: Duration, rules: PodRules) -> Bool {
    guard case .running(var run) = stage else { return false }
    let change = run.probes[kind]?.observe(success: success, now: now)
    if kind == .startup, change == .passed {
      run.probes[.startup]?.stop()
      run.begin([.readiness, .liveness], spec, now: now, rules: rules)
    }
    stage = .running(run)
    return kind != .readiness && change == .failed && run.killAt == nil
  }
}

extension ContainerState.Run {
  fileprivate mutating func begin(
    _ kinds: [ProbeKind], _ spec: Container, now: Duration, rules: PodRules
  ) {
    for kind in kinds {
      guard let probe = spec.probe(kind), probe.isCheckable(rules) else { continue }
      probes[kind] = ProbeState(kind, probe, startedAt: now, eagerPeriod: rules.eagerProbePeriod)
    }
  }
}

extension Container {
  package func probe(_ kind: ProbeKind) -> Probe? {
    switch kind {
    case .startup: startupProbe
    case .readiness: readinessProbe
    case .liveness: livenessProbe
    }
  }
}

extension Probe {
  /// Whether the driver can ask.
  ///
  /// A container with a probe of which it cannot counts as if it had none.
  func isCheckable(_ rules: PodRules) -> Bool { rules.asksEveryProbe || httpGet != nil || tcpSocket != nil }
}

extension Probe? {
  fileprivate func isCheckable(_ rules: PodRules) -> Bool { self?.isCheckable(rules) ?? false }
}
