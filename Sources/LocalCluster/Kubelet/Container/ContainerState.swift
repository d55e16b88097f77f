import KubeCore
import KubeRuntime
import KubeTypes

/// One container of a pod: which stage of its life it is in, and what its probes say.
struct ContainerState: Sendable, Hashable {
  /// A run of the container's process.
  struct Run: Sendable, Hashable {
    var startedAt: Timestamp
    var since: MonotonicInstant
    var probes: [ProbeKind: ProbeState] = [:]
    /// When the process, having been asked to end, is killed; `nil` while it is not asked to.
    var killAt: MonotonicInstant?
  }

  enum Stage: Sendable, Hashable {
    /// Nothing runs; a start is due at an instant, or when the pod has its address.
    case waiting(reason: String, message: String?, startAt: MonotonicInstant?)
    /// The process is being started.
    case starting
    case running(Run)
    /// Nothing runs, nor will again.
    case ended
  }

  let spec: Container
  var stage = Stage.waiting(reason: "ContainerCreating", message: nil, startAt: nil)
  private(set) var restarts = 0
  private(set) var lastExit: ContainerStatus.Terminated?
  private var failuresInRow = 0

  init(_ spec: Container) { self.spec = spec }

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

  /// The next instant at which something is due.
  var nextDeadline: MonotonicInstant? {
    switch stage {
    case .waiting(_, _, let startAt): startAt
    case .running(let run): ([run.killAt] + run.probes.values.map(\.nextCheck)).compactMap { $0 }.min()
    case .starting, .ended: nil
    }
  }

  /// The process runs: the probes begin.
  mutating func started(now: MonotonicInstant, wall: Timestamp, rules: PodRules) {
    var run = Run(startedAt: wall, since: now)
    let first: [ProbeKind] = spec.startupProbe.isCheckable ? [.startup] : [.readiness, .liveness]
    run.begin(first, spec, now: now, rules: rules)
    stage = .running(run)
  }

  /// The process has ended.
  ///
  /// - Parameter restarts: whether the pod's policy, or its deletion, allows another run.
  mutating func exited(
    _ exit: ProcessExit, isRestarted: Bool, now: MonotonicInstant, wall: Timestamp, rules: PodRules
  ) {
    var startedAt: Timestamp?
    if case .running(let run) = stage {
      startedAt = run.startedAt
      if now - run.since >= rules.restartReset { failuresInRow = 0 }
    }
    lastExit = ContainerStatus.Terminated(
      exitCode: exit.code, reason: exit.code == 0 ? "Completed" : "Error", startedAt: startedAt, finishedAt: wall)
    guard isRestarted else {
      stage = .ended
      return
    }
    restarts += 1
    failuresInRow += 1
    let delay = rules.restartDelay(afterFailures: failuresInRow)
    stage = .waiting(
      reason: "CrashLoopBackOff",
      message: "back-off \(delay.components.seconds)s restarting failed container=\(name)", startAt: now + delay)
  }

  /// The process could not be started; it is tried again.
  mutating func startRefused(reason: String, message: String, now: MonotonicInstant, rules: PodRules) {
    failuresInRow += 1
    stage = .waiting(
      reason: reason, message: message, startAt: now + rules.restartBackoff.bound(afterFailures: failuresInRow))
  }

  /// Takes the answer of a probe.
  ///
  /// - Returns: whether the process must be ended for it.
  mutating func probed(_ kind: ProbeKind, success: Bool, now: MonotonicInstant, rules: PodRules) -> Bool {
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
    _ kinds: [ProbeKind], _ spec: Container, now: MonotonicInstant, rules: PodRules
  ) {
    for kind in kinds {
      guard let probe = spec.probe(kind), probe.isCheckable else { continue }
      probes[kind] = ProbeState(kind, probe, startedAt: now, eagerPeriod: rules.eagerProbePeriod)
    }
  }
}

extension Container {
  func probe(_ kind: ProbeKind) -> Probe? {
    switch kind {
    case .startup: startupProbe
    case .readiness: readinessProbe
    case .liveness: livenessProbe
    }
  }
}

extension Probe {
  /// Whether a local kubelet can ask: over HTTP or TCP. A container with another sort of probe counts as if it had
  /// none.
  var isCheckable: Bool { httpGet != nil || tcpSocket != nil }
}

extension Probe? {
  fileprivate var isCheckable: Bool { self?.isCheckable ?? false }
}
