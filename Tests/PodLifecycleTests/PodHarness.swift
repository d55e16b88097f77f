import KubeCore
import KubeTypes

@testable import PodLifecycle

/// A ``PodState`` under test: a clock that only moves on demand, and the last status that was reported.
struct PodHarness {
  /// An action without the status, which is kept aside.
  enum Action: Equatable {
    case assignAddress(ports: [Int])
    case start(container: String)
    case terminate(container: String)
    case kill(container: String)
    case probe(container: String, ProbeKind, run: Int)
    case report, remove, finish
  }

  var pod: Pod
  var state: PodState
  var status = PodStatus()
  var now = Duration.seconds(100)
  var wall = Timestamp(seconds: 1_700_000_000)

  init(restartPolicy: String? = nil, _ change: (inout Container) -> Void = { _ in }) {
    var container = Container(name: "main", image: "image")
    container.ports = [ContainerPort(containerPort: 8080)]
    container.readinessProbe = Probe(httpGet: .init(path: "/ready", port: 8080), periodSeconds: 1)
    change(&container)
    var spec = PodSpec(containers: [container])
    spec.restartPolicy = restartPolicy
    pod = Pod(metadata: ObjectMeta(name: "web-1", namespace: "default"), spec: spec)
    pod.metadata.uid = "u-1"
    state = PodState(pod, hostIP: "127.0.0.1", rules: PodRules())
  }

  @discardableResult
  mutating func send(_ event: PodEvent) -> [Action] {
    state.handle(event, now: now, wall: wall).map { action in
      switch action {
      case .assignAddress(let ports): return .assignAddress(ports: ports)
      case .start(let name): return .start(container: name)
      case .terminate(let name): return .terminate(container: name)
      case .kill(let name): return .kill(container: name)
      case .probe(let name, let kind, let run): return .probe(container: name, kind, run: run)
      case .report(let status):
        self.status = status
        return .report
      case .remove: return .remove
      case .finish: return .finish
      }
    }
  }

  /// Brings the pod to the point where its process runs.
  mutating func run() {
    send(.observed(pod))
    send(.addressAssigned("127.9.9.1"))
    send(.started(container: "main"))
  }

  mutating func advance(_ seconds: Int) { advance(.seconds(seconds)) }

  mutating func advance(_ duration: Duration) {
    now = now + duration
    wall = wall + duration
  }

  func condition(_ type: String) -> PodCondition? { status.conditions?.first { $0.type == type } }

  var waitingReason: String? { status.containerStatuses?.first?.state?.waiting?.reason }
}
