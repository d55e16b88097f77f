package import KubeCore
package import KubeTypes

/// A pod as its kubelet runs it: events go in, actions come out, and nothing else happens.
///
/// Instants are times since an origin that the driver chooses. Source of the rules: "Pod Lifecycle" and "Sidecar
/// Containers" in the Kubernetes documentation.
package struct PodState: Sendable {
  package private(set) var pod: Pod
  package private(set) var address: String?
  /// Those that come first, and then the main ones.
  private var containers: [ContainerState]
  private var termination: PodTermination?
  private var eviction: String?
  private var addressRetryAt: Duration?
  private var hasBegun = false
  private var isFinished = false
  private var report: PodReport
  private let rules: PodRules

  package init(_ pod: Pod, hostIP: String, rules: PodRules) {
    self.pod = pod
    self.rules = rules
    let first = (pod.spec?.initContainers ?? []).map {
      ContainerState($0, role: $0.restartPolicy == "Always" ? .sidecar : .initial)
    }
    containers = first + (pod.spec?.containers ?? []).map { ContainerState($0) }
    report = PodReport(hostIP: hostIP)
  }

  /// The next instant at which something is due; `.woke` is expected then.
  package var nextDeadline: Duration? {
    guard !isFinished else { return nil }
    var deadlines = [addressRetryAt]
    if let termination { deadlines += [termination.nextDeadline] } else { deadlines += containers.map(\.nextDeadline) }
    return deadlines.compactMap { $0 }.min()
  }

  /// Takes an event, and says what is to be done in which order.
  package mutating func handle(_ event: PodEvent, now: Duration, wall: Timestamp) -> [PodAction] {
    guard !isFinished else { return [] }
    var actions = take(event, now: now, wall: wall)
    if isFinished { return actions }
    if !hasBegun, termination == nil {
      hasBegun = true
      actions.append(.assignAddress(ports: ports))
    }
    actions += advance(now)
    let view = PodReport.View(
      pod: pod, containers: containers, address: address, isTerminating: termination != nil, eviction: eviction)
    if let status = report.status(of: view, wall) { actions.append(.report(status)) }
    return actions + removal()
  }

  private mutating func take(_ event: PodEvent, now: Duration, wall: Timestamp) -> [PodAction] {
    let rules = rules
    switch event {
    case .observed(let pod): return observe(pod, now)
    case .vanished: return vanish()
    case .addressAssigned(let address):
      self.address = address
      letStart(now)
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
      let title = "\(pod.metadata.name ?? "")_\(pod.metadata.namespace ?? "")(\(pod.metadata.uid ?? ""))"
      let isRestarted = termination == nil && eviction == nil && restarts(name, after: exit)
      update(name) { $0.exited(exit, isRestarted: isRestarted, pod: title, now: now, wall: wall, rules: rules) }
    case .probed(let name, let kind, let run, let success):
      return probed(name, kind, run: run, success: success, now)
    case .evicted(let message):
      eviction = eviction ?? message
      for index in containers.indices { containers[index].forgo() }
      return containers.filter(\.isAlive).map { .kill(container: $0.name) }
    case .woke: break
    }
    return []
  }

  private mutating func observe(_ pod: Pod, _ now: Duration) -> [PodAction] {
    self.pod = pod
    guard pod.metadata.isDeleting else { return [] }
    let seconds = pod.metadata.deletionGracePeriodSeconds ?? pod.spec?.terminationGracePeriodSeconds ?? 30
    let grace = Duration.seconds(min(max(0, seconds), 86_400))
    if termination == nil {
      let delay = containers.contains { $0.isAlive } ? min(rules.terminationDelay, grace / 2) : .zero
      termination = PodTermination(terminateAt: now + delay, killAt: now + grace)
    } else {
      // A second deletion can only shorten the grace period.
      termination?.shorten(to: now + grace)
    }
    return []
  }

  private mutating func vanish() -> [PodAction] {
    isFinished = true
    return containers.filter(\.isAlive).map { .kill(container: $0.name) } + [.finish]
  }

  /// A process that came up after its pod was told to end has not been told yet.
  private func stopLateComer(_ name: String) -> [PodAction] {
    if eviction != nil { return [.kill(container: name)] }
    guard let termination else { return [] }
    if termination.hasKilled { return [.kill(container: name)] }
    return termination.hasTerminated ? [.terminate(container: name)] : []
  }

  private mutating func probed(
    _ name: String, _ kind: ProbeKind, run: Int, success: Bool, _ now: Duration
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

  // MARK: - What is due

  private mutating func advance(_ now: Duration) -> [PodAction] {
    if termination != nil { return advanceTermination(now) }
    guard eviction == nil else { return [] }
    var actions: [PodAction] = []
    if let retry = addressRetryAt, retry <= now {
      addressRetryAt = nil
      actions.append(.assignAddress(ports: ports))
    }
    if address != nil { letStart(now) }
    for index in containers.indices { actions += containers[index].advance(now) }
    return actions + stopSidecars()
  }

  /// Gives the next containers their turn: one after the other first, then the main ones together.
  private mutating func letStart(_ now: Duration) {
    for index in containers.indices {
      if containers[index].awaitsTurn { containers[index].stage = .waiting(ContainerState.creating, startAt: now) }
      guard containers[index].letsOthersStart else { return }
    }
  }

  /// When the main ones have ended for good, nothing keeps the sidecars.
  private mutating func stopSidecars() -> [PodAction] {
    guard containers.allSatisfy({ $0.role != .main || $0.hasEnded }) else { return [] }
    var actions: [PodAction] = []
    for index in containers.indices where containers[index].role == .sidecar && !containers[index].isEnding {
      if containers[index].isAlive { actions.append(.terminate(container: containers[index].name)) }
      containers[index].isEnding = true
    }
    return actions
  }

  private mutating func advanceTermination(_ now: Duration) -> [PodAction] {
    guard var termination else { return [] }
    defer { self.termination = termination }
    addressRetryAt = nil
    for index in containers.indices { containers[index].forgo() }
    let alive = containers.filter(\.isAlive).map(\.name)
    return switch termination.step(now) {
    case .kill: alive.map { .kill(container: $0) }
    case .terminate: alive.map { .terminate(container: $0) }
    case nil: []
    }
  }

  /// The object is deleted once nothing runs, and after the last status has been written.
  private mutating func removal() -> [PodAction] {
    guard termination?.isRemoved == false, !containers.contains(where: \.isAlive) else { return [] }
    termination?.finish()
    return [.remove]
  }

  private func restarts(_ name: String, after exit: ContainerExit) -> Bool {
    guard let container = containers.first(where: { $0.name == name }) else { return false }
    if container.role == .sidecar { return !container.isEnding }
    if container.role == .initial, exit.code == 0 { return false }
    return switch pod.spec?.restartPolicy {
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
