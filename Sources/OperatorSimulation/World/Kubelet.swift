import KubeClient
import KubeCore
import KubeSimulator

/// What nodes do for the pods: those that are there get ready after a while, those that are to go are gone.
struct Kubelet: Sendable {
  enum Deed: Sendable {
    case makeReady, makeUnready, remove
  }

  struct Task: Sendable {
    var due: Duration
    var pod: ObjectKey
    var uid: String
    var deed: Deed
  }

  /// How long a pod needs to get ready.
  static let startTime = Duration.seconds(1)
  /// How long a pod needs to end.
  static let endTime = Duration.seconds(1)

  private var tasks: [Task] = []
  /// Until when no pod gets ready.
  var lostUntil: Duration = .zero

  var nextWake: Duration? { tasks.map(\.due).min() }

  mutating func note(_ change: ObservedChange, script: ScriptState, at now: Duration) {
    guard let pod = change.new else { return }
    if pod.isDeleting {
      if change.old?.isDeleting != true { add(.remove, change.key, pod.uid, at: now + Self.endTime) }
    } else if change.old == nil, !script.broken.contains(pod.revision ?? "") {
      add(.makeReady, change.key, pod.uid, at: max(now, lostUntil) + Self.startTime)
    }
  }

  mutating func add(_ deed: Deed, _ pod: ObjectKey, _ uid: String, at due: Duration) {
    tasks.append(Task(due: due, pod: pod, uid: uid, deed: deed))
  }

  /// Takes what is due, earliest first.
  mutating func takeDue(at now: Duration) -> [Task] {
    let due = tasks.enumerated().filter { $0.element.due <= now }
      .sorted { ($0.element.due, $0.offset) < ($1.element.due, $1.offset) }.map(\.element)
    tasks.removeAll { $0.due <= now }
    return due
  }
}

extension World {
  /// Lets the nodes do what is due.
  mutating func runKubelet() {
    for task in kubelet.takeDue(at: elapsed) where view[.pod, task.pod]?.uid == task.uid {
      let path = "/api/v1/namespaces/\(task.pod.namespace ?? "")/pods/\(task.pod.name)"
      switch task.deed {
      case .remove: _ = change { cluster, now in cluster.call(.delete, path + "?gracePeriodSeconds=0", at: now) }
      case .makeReady: setReady(path, true)
      case .makeUnready: setReady(path, false)
      }
    }
  }

  mutating func setReady(_ path: String, _ isReady: Bool) {
    _ = change { cluster, now in
      let status: JSONValue = [
        "status": [
          "phase": "Running", "podIP": "10.0.0.1", "startTime": .string(now.wholeSeconds.text),
          "conditions": [["type": "Ready", "status": isReady ? "True" : "False"]],
        ]
      ]
      return cluster.call(.patch, path + "/status", status, type: "application/merge-patch+json", at: now).status
    }
  }
}
