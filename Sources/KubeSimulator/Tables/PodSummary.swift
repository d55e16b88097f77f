import KubeCore

/// What a pod's containers come to: how many are ready, how often they were restarted, and one word for it all.
///
/// Source: `k8s.io/kubernetes/pkg/printers/internalversion`, printPod.
struct PodSummary: Sendable {
  private(set) var ready = 0
  private(set) var total: Int
  private(set) var restarts: Int64 = 0
  private(set) var lastRestart: Timestamp?
  /// The phase, or what the containers have to say that is more to the point.
  private(set) var reason: String

  private let pod: JSONValue
  /// Containers that start first and stay count among the others.
  private let sidecars: Set<String>
  private var isInitializing = false

  init(_ pod: JSONValue) {
    self.pod = pod
    let phase = pod["status"]?["phase"]?.string ?? ""
    let early = (pod["spec"]?["initContainers"]?.elements ?? []).filter { $0["restartPolicy"] == "Always" }
    sidecars = Set(early.map(\.memberName))
    total = (pod["spec"]?["containers"]?.elements.count ?? 0) + early.count
    reason = pod["status"]?["reason"]?.string.flatMap { $0.isEmpty ? nil : $0 } ?? phase
    if pod.condition("PodScheduled")?["reason"] == "SchedulingGated" { reason = "SchedulingGated" }
    readInitContainers()
    if !isInitializing || pod.condition("Initialized")?["status"] == "True" { readContainers() }
    guard pod.isDeleting else { return }
    if pod["status"]?["reason"] == "NodeLost" {
      reason = "Unknown"
    } else if !PodFacts.isFinished(pod) {
      reason = "Terminating"
    }
  }

  private mutating func readInitContainers() {
    let count = pod["spec"]?["initContainers"]?.elements.count ?? 0
    for (position, status) in (pod["status"]?["initContainerStatuses"]?.elements ?? []).enumerated() {
      countRestarts(of: status)
      let state = status["state"]
      let ended = state?["terminated"]
      if let ended, ended["exitCode"]?.integer ?? 0 == 0 { continue }
      if sidecars.contains(status.memberName), status["started"]?.bool == true {
        if status["ready"]?.bool == true { ready += 1 }
        continue
      }
      isInitializing = true
      let waiting = FieldRules.text(state?["waiting"] ?? [:], "reason")
      if let ended {
        reason = "Init:" + Self.reason(of: ended)
      } else if !waiting.isEmpty, waiting != "PodInitializing" {
        reason = "Init:" + waiting
      } else {
        reason = "Init:\(position)/\(count)"
      }
      return
    }
  }

  private mutating func readContainers() {
    restarts = 0
    lastRestart = nil
    for status in pod["status"]?["initContainerStatuses"]?.elements ?? [] where sidecars.contains(status.memberName) {
      countRestarts(of: status)
    }
    var isRunning = false
    var failure = ""
    for status in (pod["status"]?["containerStatuses"]?.elements ?? []).reversed() {
      countRestarts(of: status)
      let state = status["state"]
      let waiting = FieldRules.text(state?["waiting"] ?? [:], "reason")
      if !waiting.isEmpty {
        reason = waiting
      } else if let ended = state?["terminated"] {
        reason = Self.reason(of: ended)
        if ended["exitCode"]?.integer ?? 0 != 0 { failure = reason }
      } else if status["ready"]?.bool == true, state?["running"] != nil {
        isRunning = true
        ready += 1
      }
    }
    guard reason == "Completed" else { return }
    if isRunning, PodFacts.isReady(pod) {
      reason = "Running"
    } else if !failure.isEmpty {
      reason = failure
    } else if isRunning {
      reason = "NotReady"
    }
  }

  private mutating func countRestarts(of status: JSONValue) {
    restarts += min(status["restartCount"]?.integer ?? 0, 1_000_000_000)
    guard let end = status["lastState"]?["terminated"]?["finishedAt"]?.string.flatMap({ Timestamp($0) }) else { return }
    lastRestart = max(lastRestart ?? end, end)
  }

  private static func reason(of ended: JSONValue) -> String {
    if let reason = ended["reason"]?.string, !reason.isEmpty { return reason }
    if let signal = ended["signal"]?.integer, signal != 0 { return "Signal:\(signal)" }
    return "ExitCode:\(ended["exitCode"]?.integer ?? 0)"
  }
}
