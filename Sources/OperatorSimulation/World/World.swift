import KubeClient
import KubeCore
import KubeSimulator
import Workloads

/// Everything outside of the operator, as one value: the cluster, its pods and their load, what is still to happen to
/// them, what goes wrong, and what has been seen.
///
/// A copy of it is the whole past of a run. What an operator that has died left behind is exactly this.
struct World: Sendable {
  var cluster: SimulatedCluster
  let start: Timestamp
  /// The time since the beginning.
  var elapsed: Duration = .zero
  var now: Timestamp { start + elapsed }

  var kubelet = Kubelet()
  var load = RequestLoad()
  var script: ScriptState
  var trouble: Trouble
  var view = ClusterView()
  var invariants = InvariantState()
  var timeline: Timeline
  /// The gateway; `nil` in a cluster that has none.
  var dataPlane: DataPlane?
  var repairs: [Repair] = []
  /// How many processes of the operator there have been.
  var sessions = 0
  /// The operator's writes that have changed nothing.
  var vainWrites: [String] = []
  /// When the operator has made use of which of its rights, such as `patch services`.
  var permissionUses: [String: [Duration]] = [:]
  var permissionsUsed: Set<String> { Set(permissionUses.keys) }
  /// What each process has asked for last and been told does not exist: an apply then makes it, or meets one of our own
  /// that another process has made since.
  var absences: [Int: Set<String>] = [:]
  /// The process whose request is being carried out.
  var writer: Int?
  var leadership = LeadershipState()
  /// Whether only the process that holds the lease may write.
  var electsLeader = false
  /// The last write that shows that all is not done yet.
  private(set) var lastWrite: Int64 = 0
  /// The writes that have been looked at.
  private var seenRevision: Int64 = 0

  init(seed: UInt64, scenario: Scenario, plan: FaultPlan, detail: Timeline.Detail) {
    start = Timestamp(seconds: 1_767_225_600)
    cluster = SimulatedCluster(seed: seed, start: start)
    script = ScriptState(scenario)
    trouble = Trouble(plan)
    timeline = Timeline(detail)
    Manifest.prepare(&cluster, at: start)
    if scenario.usesRoutes {
      Manifest.prepareGateway(&cluster, at: start)
      dataPlane = DataPlane()
    }
    for (path, object) in scenario.others { cluster.call(.post, path, object, at: start) }
    cluster.settle(at: start)
    lookAround()
  }

  /// The world that another run has left behind, as the beginning of a new one.
  func continued(by scenario: Scenario, plan: FaultPlan, detail: Timeline.Detail) -> World {
    var next = self
    next.script = ScriptState(scenario, since: elapsed)
    next.trouble = Trouble(plan, since: elapsed)
    next.timeline = Timeline(detail)
    next.view.forgetCounts()
    return next
  }

  /// Begins a new account of what happens.
  mutating func forget(detail: Timeline.Detail) { timeline = Timeline(detail) }

  /// Changes the cluster and looks at what has become of it.
  mutating func change<Result>(_ body: (inout SimulatedCluster, Timestamp) -> Result) -> Result {
    let result = body(&cluster, now)
    lookAround()
    return result
  }

  /// Takes note of all writes since the last look.
  private mutating func lookAround() {
    while seenRevision < cluster.revision {
      let changes = cluster.changes(after: seenRevision)
      seenRevision = cluster.revision
      load.advance(to: elapsed)
      for change in changes { note(change) }
      if changes.contains(where: { ClusterView.decidesWhoServes($0) }) { load.serve(view.servingPods) }
    }
    trouble.remember(cluster)
  }

  private mutating func note(_ change: ObservedChange) {
    if change.storage == LeadershipState.storage {
      let late = change.new.map { leadership.note($0, at: elapsed) } ?? []
      if electsLeader, !trouble.plan.contains(where: \.deceives) { report(late) }
    }
    let kind = ClusterView.kind(ofStorage: change.storage)
    if isOfInterest(change, kind) { lastWrite = change.revision }
    guard let kind else { return }
    timeline.note(change, at: elapsed)
    let keys = view.families(touchedBy: kind, change).sorted()
    let before = keys.map { view.family($0) }
    view.note(kind, change)
    if kind == .pod { kubelet.note(change, script: script, at: elapsed) }
    if kind == .route { dataPlane?.note(change, at: elapsed) }
    report(invariants.check(kind, change))
    for (key, before) in zip(keys, before) {
      report(invariants.check(key, before: before, after: view.family(key), in: context))
    }
  }

  /// Whether a write shows that all is not done yet: one of the operator's own, or one that changes what serves. Leases
  /// are renewed for ever.
  private func isOfInterest(_ change: ObservedChange, _ kind: ClusterView.Kind?) -> Bool {
    guard change.storage != LeadershipState.storage else { return false }
    return writer != nil || kind.map { $0 != .event } ?? false
  }

  private mutating func report(_ violations: [Violation]) {
    for violation in violations { timeline.note(violation, at: elapsed) }
  }

  var context: InvariantContext {
    InvariantContext(
      now: now, elapsed: elapsed, plan: trouble.plan, load: load, script: script, rollouts: view.rollouts)
  }

  /// - Returns: the number of a process that starts.
  mutating func startSession() -> Int {
    sessions += 1
    load.advance(to: elapsed)
    leadership.noteStart(at: elapsed)
    let session = sessions
    note("  \(session) starts")
    return session
  }

  mutating func note(_ text: @autoclosure () -> String) { timeline.note(text(), at: elapsed) }

  /// Where the stores of a process differ from the cluster: L4.
  func differences(from cached: [String: [ObjectKey: String]]) -> [String] {
    [ClusterView.Kind.model, .deployment, .service, .pod, .record].flatMap { kind -> [String] in
      let actual = (view.objects[kind] ?? [:]).filter {
        kind == .model || $0.value.label(SlipwayLabels.managedBy) == SlipwayLabels.manager
      }.mapValues { $0["metadata"]?["resourceVersion"]?.string ?? "" }
      let known = cached[kind.rawValue] ?? [:]
      return Set(actual.keys).union(known.keys).sorted().filter { actual[$0] != known[$0] }.map {
        "\(kind.rawValue) \($0) is known at \(known[$0] ?? "none") and is at \(actual[$0] ?? "none")"
      }
    }
  }
}
