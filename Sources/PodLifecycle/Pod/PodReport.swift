import KubeCore
import KubeTypes

/// The status that a kubelet writes for a pod; it remembers what it wrote last and when each condition turned.
struct PodReport: Sendable {
  /// What there is to report of.
  struct View: Sendable {
    var pod: Pod
    var containers: [ContainerState]
    var address: String?
    var isTerminating: Bool
    /// Why the kubelet has put the pod off its node; `nil` when it has not.
    var eviction: String?

    var main: [ContainerState] { containers.filter { $0.role == .main } }
    var first: [ContainerState] { containers.filter { $0.role != .main } }
  }

  /// The conditions that a kubelet owns; those of others are kept as they are.
  private static let ownTypes: Set<String> = ["PodScheduled", "Initialized", "ContainersReady", "Ready"]

  private let hostIP: String
  private var startTime: Timestamp?
  private var conditions: [PodCondition] = []
  private var last: PodStatus?

  init(hostIP: String) { self.hostIP = hostIP }

  /// - Returns: `nil` when nothing has changed since the last one.
  mutating func status(of view: View, _ wall: Timestamp) -> PodStatus? {
    let wall = wall.wholeSeconds
    startTime = startTime ?? view.pod.status?.startTime ?? wall
    var status = PodStatus()
    status.phase = Self.phase(view)
    setConditions(view, phase: status.phase ?? "", wall)
    if let eviction = view.eviction { (status.reason, status.message) = ("Evicted", eviction) }
    status.hostIP = hostIP
    status.podIP = view.address
    status.podIPs = view.address.map { [PodIP(ip: $0)] }
    status.startTime = startTime
    status.conditions = conditions + (view.pod.status?.conditions ?? []).filter { !Self.ownTypes.contains($0.type) }
    status.containerStatuses = view.main.map { $0.status(isTerminating: view.isTerminating, isBlocked: isBlocked(view)) }
    if !view.first.isEmpty {
      status.initContainerStatuses = view.first.map { $0.status(isTerminating: view.isTerminating, isBlocked: true) }
    }
    guard status != last else { return nil }
    last = status
    return status
  }

  private func isBlocked(_ view: View) -> Bool { !view.first.allSatisfy(\.letsOthersStart) }

  // MARK: - Conditions

  private mutating func setConditions(_ view: View, phase: String, _ wall: Timestamp) {
    set("PodScheduled", nil, wall)
    let incomplete = view.first.filter { !$0.letsOthersStart }.map(\.name)
    set(
      "Initialized",
      incomplete.isEmpty
        ? nil : ("ContainersNotInitialized", "containers with incomplete status: [\(Self.list(incomplete))]"), wall)
    let counted = view.containers.filter { $0.role != .initial }
    let unready = counted.filter { view.isTerminating || !$0.isReady }.map(\.name)
    let reason: (String, String?)? =
      switch phase {
      case "Succeeded": ("PodCompleted", nil)
      case "Failed": ("PodFailed", nil)
      default:
        unready.isEmpty ? nil : ("ContainersNotReady", "containers with unready status: [\(Self.list(unready))]")
      }
    set("ContainersReady", reason, wall)
    set("Ready", reason, wall)
  }

  private static func list(_ names: [String]) -> String { names.joined(separator: " ") }

  /// - Parameter problem: why the condition does not hold; `nil` when it does.
  private mutating func set(_ type: String, _ problem: (reason: String, message: String?)?, _ wall: Timestamp) {
    var condition = PodCondition(type: type, status: problem == nil ? "True" : "False", lastTransitionTime: wall)
    condition.reason = problem?.reason
    condition.message = problem?.message
    guard let index = conditions.firstIndex(where: { $0.type == type }) else {
      conditions.append(condition)
      return
    }
    if conditions[index].status == condition.status {
      condition.lastTransitionTime = conditions[index].lastTransitionTime
    }
    conditions[index] = condition
  }

  // MARK: - Phase

  private static func phase(_ view: View) -> String {
    if view.eviction != nil { return "Failed" }
    if view.first.contains(where: { $0.role == .initial && $0.hasEnded && $0.lastExit.map { $0.exitCode != 0 } ?? false })
    {
      return "Failed"
    }
    let hasRun = view.main.contains { $0.lastExit != nil || $0.isRunning }
    let isOver = view.main.allSatisfy(\.hasEnded) && !view.first.contains { $0.role == .sidecar && $0.isAlive }
    if isOver, hasRun {
      return view.main.allSatisfy { $0.lastExit?.exitCode == 0 } ? "Succeeded" : "Failed"
    }
    return hasRun ? "Running" : "Pending"
  }
}
