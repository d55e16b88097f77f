import KubeCore
import KubeRuntime
import KubeTypes

/// A pod as its kubelet runs it: events go in, actions come out, and nothing else happens.
///
/// Source of the rules: "Pod Lifecycle" in the Kubernetes documentation.
struct PodState: Sendable {
  /// A deletion that is under way.
  private struct Termination {
    var terminateAt: MonotonicInstant
    var killAt: MonotonicInstant
    var hasTerminated = false
    var hasKilled = false
    var isRemoved = false
  }

  private(set) var pod: Pod
  private(set) var address: String?
  private var containers: [ContainerState]
  private var termination: Termination?
  private var addressRetryAt: MonotonicInstant?
  private var hasBegun = false
  private var isFinished = false
  private var report: PodReport
  private let rules: PodRules

  init(_ pod: Pod, hostIP: String, rules: PodRules) {
    self.pod = pod
    self.rules = rules
    containers = (pod.spec?.containers ?? []).map { ContainerState($0) }
    report = PodReport(hostIP: hostIP)
  }

  /// The next instant at which something is due; `.woke` is expected then.
  var nextDeadline: MonotonicInstant? {
    guard !isFinished else { return nil }
    var deadlines = [addressRetryAt]
    if let termination, !termination.hasTerminated { deadlines.append(termination.terminateAt) }
    if let termination, !termination.hasKilled { deadlines.append(termination.killAt) }
    if termination == nil { deadlines += containers.map(\.nextDeadline) }
    return deadlines.compactMap { $0 }.min()
  }

  /// Takes an event, and says what is to be done in which order.
  mutating func handle(_ event: PodEvent, now: MonotonicInstant, wall: Timestamp) -> [PodAction] {
    guard !isFinished else { return [] }
    var actions = take(event, now: now, wall: wall)
    if isFinished { return actions }
    if !hasBegun, termination == nil {
      hasBegun = true
      actions.append(.assignAddress(ports: ports))
    }
    actions += advance(now)
    let status = report.status(of: pod, containers, address: address, isTerminating: termination != nil, wall)
    if let status { actions.append(.report(status)) }
    return actions + removal()
  }

  private mutating func take(_ event: PodEvent, now: MonotonicInstant, wall: Timestamp) -> [PodAction] {
    let rules = rules
    switch event {
    case .observed(let pod): return observe(pod, now)
    case .vanished: return vanish()
    case .addressAssigned(let address):
      self.address = address
      for index in containers.indices { containers[index].stage = .waiting(ContainerState.creating, startAt: now) }
    case .addressRefused(let message):
      addressRetryAt = now + rules.restartBackoff.initial
      for index in containers.indices {
        containers[index].stage = .waiting(reason: "CreateContainerError", message: message, startAt: nil)
      }
    case .started(let name):
      update(name) { $0.started(now: now, wall: wall, rules: rules) }
      return stopLateComer(name)
    case .startRefused(let name, let reason, let message):
      update(name) { $0.startRefused(reason: reason, message: message, now: now, rules: rules) }
    case .exited(let name, let exit):
      let isRestarted = termination == nil && restarts(after: exit)
      update(name) { $0.exited(exit, isRestarted: isRestarted, now: now, wall: wall, rules: rules) }
    case .probed(let name, let kind, let run, let success):
      return probed(name, kind, run: run, success: success, now)
    case .woke: break
    }
    return []
  }

  private mutating func observe(_ pod: Pod, _ now: MonotonicInstant) -> [PodAction] {
    self.pod = pod
    guard pod.metadata.isDeleting else { return [] }
    let seconds = pod.metadata.deletionGracePeriodSeconds ?? pod.spec?.terminationGracePeriodSeconds ?? 30
    let grace = Duration.seconds(min(max(0, seconds), 86_400))
    if let known = termination {
      // A second deletion can only shorten the grace period.
      termination?.killAt = min(known.killAt, now + grace)
      termination?.terminateAt = min(known.terminateAt, now + grace)
    } else {
      let delay = containers.contains { $0.isAlive } ? min(rules.terminationDelay, grace / 2) : .zero
      termination = Termination(terminateAt: now + delay, killAt: now + grace)
    }
    return []
  }

  private mutating func vanish() -> [PodAction] {
    isFinished = true
    return containers.filter(\.isAlive).map { .kill(container: $0.name) } + [.finish]
  }

  /// A process that came up after its pod was told to end has not been told yet.
  private func stopLateComer(_ name: String) -> [PodAction] {
    guard let termination else { return [] }
    if termination.hasKilled { return [.kill(container: name)] }
    return termination.hasTerminated ? [.terminate(container: name)] : []
  }

  private mutating func probed(
    _ name: String, _ kind: ProbeKind, run: Int, success: Bool, _ now: MonotonicInstant
  ) -> [PodAction] {
    var mustEnd = false
    let (rules, killAt) = (rules, now + gracePeriod)
    update(name) { container in
      guard container.restarts == run else { return }
      mustEnd = container.probed(kind, success: success, now: now, rules: rules)
      if mustEnd { container.endBy(killAt) }
    }
    return mustEnd && termination == nil ? [.terminate(container: name)] : []
  }

  /// Does what is due.
  private mutating func advance(_ now: MonotonicInstant) -> [PodAction] {
    if termination != nil { return advanceTermination(now) }
    var actions: [PodAction] = []
    if let retry = addressRetryAt, retry <= now {
      addressRetryAt = nil
      actions.append(.assignAddress(ports: ports))
    }
    for index in containers.indices { actions += containers[index].advance(now) }
    return actions
  }

  private mutating func advanceTermination(_ now: MonotonicInstant) -> [PodAction] {
    guard var termination else { return [] }
    defer { self.termination = termination }
    addressRetryAt = nil
    for index in containers.indices { containers[index].forgo() }
    let alive = containers.filter(\.isAlive).map(\.name)
    if !termination.hasKilled, termination.killAt <= now {
      termination.hasTerminated = true
      termination.hasKilled = true
      return alive.map { .kill(container: $0) }
    }
    if !termination.hasTerminated, termination.terminateAt <= now {
      termination.hasTerminated = true
      return alive.map { .terminate(container: $0) }
    }
    return []
  }

  /// The object is deleted once nothing runs, and after the last status has been written.
  private mutating func removal() -> [PodAction] {
    guard let termination, !termination.isRemoved, !containers.contains(where: \.isAlive) else { return [] }
    self.termination?.isRemoved = true
    self.termination?.hasTerminated = true
    self.termination?.hasKilled = true
    return [.remove]
  }

  private func restarts(after exit: ProcessExit) -> Bool {
    switch pod.spec?.restartPolicy {
    case "Never": false
    case "OnFailure": exit.code != 0
    default: true
    }
  }

  private var ports: [Int] { containers.flatMap { ($0.spec.ports ?? []).map(\.containerPort) } }

  private var gracePeriod: Duration { .seconds(min(max(0, pod.spec?.terminationGracePeriodSeconds ?? 30), 86_400)) }

  private mutating func update(_ name: String, _ change: (inout ContainerState) -> Void) {
    guard let index = containers.firstIndex(where: { $0.name == name }) else { return }
    change(&containers[index])
  }
}
