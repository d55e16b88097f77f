import KubeCore
import KubeTypes

/// The status that a kubelet writes for a pod; it remembers what it wrote last and when each condition turned.
struct PodReport: Sendable {
  /// The conditions that a kubelet owns; those of others are kept as they are.
  private static let ownTypes: Set<String> = ["PodScheduled", "Initialized", "ContainersReady", "Ready"]

  private let hostIP: String
  private var startTime: Timestamp?
  private var conditions: [PodCondition] = []
  private var last: PodStatus?

  init(hostIP: String) { self.hostIP = hostIP }

  /// - Returns: `nil` when nothing has changed since the last one.
  mutating func status(
    of pod: Pod, _ containers: [ContainerState], address: String?, isTerminating: Bool, _ wall: Timestamp
  ) -> PodStatus? {
    let wall = wall.wholeSeconds
    startTime = startTime ?? pod.status?.startTime ?? wall
    let unready = containers.filter { isTerminating || !$0.isReady }.map(\.name)
    set("PodScheduled", true, wall)
    set("Initialized", true, wall)
    set("ContainersReady", unready.isEmpty, wall, unready: unready)
    set("Ready", unready.isEmpty, wall, unready: unready)
    var status = PodStatus()
    status.phase = Self.phase(containers)
    status.hostIP = hostIP
    status.podIP = address
    status.podIPs = address.map { [PodIP(ip: $0)] }
    status.startTime = startTime
    status.conditions = conditions + (pod.status?.conditions ?? []).filter { !Self.ownTypes.contains($0.type) }
    status.containerStatuses = containers.map { $0.status(isTerminating: isTerminating) }
    guard status != last else { return nil }
    last = status
    return status
  }

  private mutating func set(_ type: String, _ isTrue: Bool, _ wall: Timestamp, unready: [String] = []) {
    var condition = PodCondition(type: type, status: isTrue ? "True" : "False", lastTransitionTime: wall)
    if !isTrue {
      condition.reason = "ContainersNotReady"
      condition.message = "containers with unready status: [\(unready.joined(separator: " "))]"
    }
    guard let index = conditions.firstIndex(where: { $0.type == type }) else {
      conditions.append(condition)
      return
    }
    if conditions[index].status == condition.status {
      condition.lastTransitionTime = conditions[index].lastTransitionTime
    }
    conditions[index] = condition
  }

  private static func phase(_ containers: [ContainerState]) -> String {
    let hasRun = containers.contains { $0.lastExit != nil || $0.isRunning }
    if containers.allSatisfy(\.hasEnded), hasRun {
      return containers.allSatisfy { $0.lastExit?.exitCode == 0 } ? "Succeeded" : "Failed"
    }
    return hasRun ? "Running" : "Pending"
  }
}

extension ContainerState {
  fileprivate var isRunning: Bool { if case .running = stage { true } else { false } }
  fileprivate var hasEnded: Bool { if case .ended = stage { true } else { false } }

  fileprivate func status(isTerminating: Bool) -> ContainerStatus {
    let exit = lastExit.map {
      ContainerStatus.Terminated(
        exitCode: $0.exitCode, reason: $0.reason, startedAt: $0.startedAt?.wholeSeconds,
        finishedAt: $0.finishedAt?.wholeSeconds)
    }
    var state = ContainerStatus.State()
    switch stage {
    case .waiting(let reason, let message, _): state.waiting = ContainerStatus.Waiting(reason: reason, message: message)
    case .starting: state.waiting = ContainerStatus.Waiting(reason: Self.creating)
    case .running(let run): state.running = ContainerStatus.Running(startedAt: run.startedAt.wholeSeconds)
    case .ended:
      state.terminated = exit
      if exit == nil { state.waiting = ContainerStatus.Waiting(reason: "PodTerminated") }
    }
    var status = ContainerStatus(
      name: name, image: spec.image ?? "", ready: isReady && !isTerminating, restartCount: restarts, state: state)
    status.started = isStarted
    if state.terminated == nil { status.lastState = exit.map { ContainerStatus.State(terminated: $0) } }
    return status
  }
}
