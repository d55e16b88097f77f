import KubeCore
import KubeTypes
import PodLifecycle

/// A pod that follows a script: the kubelet's own state machine, driven by what the script says happens.
struct ScriptedPod: Sendable {
  /// What the cluster is to do for the pod.
  enum Effect: Sendable {
    case report(PodStatus)
    case remove
    case finish
  }

  /// Something that will happen.
  private struct Happening: Sendable {
    var at: Timestamp
    var order: Int
    var event: PodEvent
  }

  let uid: String
  /// The version of the object that the kubelet has seen.
  var seenVersion: String?
  private var state: PodState
  private let script: PodScript
  private let address: String
  private var happenings: [Happening] = []
  private var runs: [String: (count: Int, start: Timestamp)] = [:]
  private var pulls: [String: Int] = [:]
  private var order = 0

  init(_ pod: Pod, script: PodScript, address: String, hostIP: String, now: Timestamp) {
    uid = pod.metadata.uid ?? ""
    self.script = script
    self.address = address
    var rules = PodLifecycle.PodRules()
    rules.asksEveryProbe = true
    rules.eagerProbePeriod = nil
    rules.terminationDelay = .zero
    state = PodState(pod, hostIP: hostIP, rules: rules)
    if let delay = script.evictedAfter {
      expect(.evicted(message: "The node was low on resource: memory."), at: now + delay)
    }
  }

  /// When something happens next.
  var nextWake: Timestamp? {
    let due = happenings.map(\.at).min()
    let deadline = state.nextDeadline.map { Timestamp(seconds: 0) + $0 }
    return [due, deadline].compactMap { $0 }.min()
  }

  /// Takes what the API server says, or `nil` when only time has passed.
  mutating func handle(_ event: PodEvent?, now: Timestamp) -> [Effect] {
    var events = [event ?? .woke] + takeDue(now)
    var effects: [Effect] = []
    while !events.isEmpty {
      let event = events.removeFirst()
      note(event, now)
      for action in state.handle(event, now: now - Timestamp(seconds: 0), wall: now) {
        switch action {
        case .report(let status): effects.append(.report(status))
        case .remove: effects.append(.remove)
        case .finish: effects.append(.finish)
        default: if let answer = perform(action, now) { events.append(answer) }
        }
      }
    }
    return effects
  }

  private mutating func takeDue(_ now: Timestamp) -> [PodEvent] {
    let due = happenings.filter { $0.at <= now }.sorted { ($0.at, $0.order) < ($1.at, $1.order) }
    happenings.removeAll { $0.at <= now }
    return due.map(\.event)
  }

  private mutating func expect(_ event: PodEvent, at time: Timestamp) {
    order += 1
    happenings.append(Happening(at: time, order: order, event: event))
  }

  // MARK: - What the script says

  /// A run that starts ends when the script says so; one that has ended has nothing to come any more.
  private mutating func note(_ event: PodEvent, _ now: Timestamp) {
    switch event {
    case .started(let name):
      let run = runs[name].map { $0.count + 1 } ?? 0
      runs[name] = (run, now)
      if let end = script[name].end(ofRun: run) {
        expect(.exited(container: name, ContainerExit(code: end.code, reason: end.reason)), at: now + end.after)
      }
    case .exited(let name, _):
      happenings.removeAll { if case .exited(name, _) = $0.event { true } else { false } }
    default: break
    }
  }

  /// - Returns: what comes of the action at once.
  private mutating func perform(_ action: PodAction, _ now: Timestamp) -> PodEvent? {
    switch action {
    case .assignAddress: return .addressAssigned(address)
    case .start(let name): start(name, now)
    case .terminate(let name):
      guard !script[name].ignoresTermination else { return nil }
      expect(.exited(container: name, .exited(0)), at: now + script[name].stopTime)
    case .kill(let name): return .exited(container: name, .signalled(9))
    case .probe(let name, let kind, let run):
      return .probed(container: name, kind, run: run, success: passes(kind, name, now))
    case .report, .remove, .finish: break
    }
    return nil
  }

  private mutating func start(_ name: String, _ now: Timestamp) {
    let script = script[name]
    let isFirst = runs[name] == nil
    let pulled = isFirst ? now + script.pullTime : now
    if isFirst, pulls[name, default: 0] < script.failedPulls {
      pulls[name, default: 0] += 1
      let image = container(name)?.image ?? ""
      let message =
        "failed to pull and unpack image \"\(image)\": failed to resolve reference \"\(image)\": \(image): not found"
      return expect(.startRefused(container: name, reason: "ErrImagePull", message: message), at: pulled)
    }
    let probes = [container(name)?.readinessProbe, container(name)?.startupProbe].compactMap { $0 }
    let delay = probes.isEmpty ? script.startTime + script.readyAfter : script.startTime
    expect(.started(container: name), at: pulled + delay)
  }

  private func passes(_ kind: ProbeKind, _ name: String, _ now: Timestamp) -> Bool {
    let script = script[name]
    let age = runs[name].map { now - $0.start } ?? .zero
    switch kind {
    case .startup: return age >= script.readyAfter
    case .readiness: return age >= script.readyAfter && !script.unready.contains { $0.contains(age) }
    case .liveness: return script.hangsAfter.map { age < $0 } ?? true
    }
  }

  private func container(_ name: String) -> Container? {
    ((state.pod.spec?.initContainers ?? []) + (state.pod.spec?.containers ?? [])).first { $0.name == name }
  }
}
