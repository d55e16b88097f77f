import KubeSimulator

/// What goes wrong in a run: the plan, what has been counted for it, and what is going on.
struct Trouble: Sendable {
  private(set) var plan: FaultPlan
  /// When the plan begins, on the clock of the world.
  let since: Duration
  private var counts: [Fault.Place: Int] = [:]
  /// What goes on for a while, and until when.
  private var spells: [FaultKind: (fault: Fault, until: Duration)] = [:]
  /// Until when a watch tells nothing of what happens.
  var blindUntil: Duration = .zero
  /// Until when no watch can be opened; then the history is forgotten.
  var watchlessUntil: Duration?
  /// A replica that lags behind, and until when it serves.
  private var replica: (cluster: SimulatedCluster, until: Duration)?
  /// The latest states, oldest first, while the plan needs them.
  private var past: [SimulatedCluster] = []
  /// Whether the latest states are kept.
  var needsPast: Bool
  /// What strikes at points in time, in order.
  private var pending: [(due: Duration, fault: Fault)]

  static let replicaTime = Duration.seconds(10)
  private static let longestPast = 64

  init(_ plan: FaultPlan, since: Duration = .zero) {
    (self.plan, self.since) = (plan, since)
    needsPast = Self.needsPast(plan)
    pending = plan.faults.enumerated().filter { $0.element.place == .second }.map {
      (due: since + .seconds($0.element.number), fault: $0.element)
    }.sorted { $0.due < $1.due }
  }

  private static func needsPast(_ plan: FaultPlan) -> Bool {
    plan.contains { $0 == .stale || $0 == .crashIntoPast }
  }

  /// Takes another plan over in the middle of a run: what it says of calls that are still to come, and nothing else.
  mutating func adopt(_ plan: FaultPlan) {
    self.plan = plan
    needsPast = Self.needsPast(plan)
    if !needsPast { past = [] }
  }

  /// Counts a call, an event or a scrape.
  ///
  /// - Returns: its number, and what goes wrong with it.
  mutating func count(_ place: Fault.Place) -> (number: Int, faults: [Fault]) {
    counts[place, default: 0] += 1
    let number = counts[place] ?? 0
    return (number, plan.isEmpty ? [] : plan.faults(place, number))
  }

  func counted(_ place: Fault.Place) -> Int { counts[place] ?? 0 }

  var nextWake: Duration? { pending.first?.due }

  mutating func takeDue(at now: Duration) -> [Fault] {
    let due = pending.prefix { $0.due <= now }.map(\.fault)
    pending.removeFirst(due.count)
    return due
  }

  mutating func begin(_ fault: Fault, at now: Duration) { spells[fault.kind] = (fault, now + fault.kind.span(fault.argument)) }

  /// - Returns: what goes on of a kind, if it does.
  func ongoing(_ kind: FaultKind, at now: Duration) -> Fault? {
    spells[kind].flatMap { now < $0.until ? $0.fault : nil }
  }

  /// - Returns: until when something of a kind goes on, if it does.
  func spell(_ kind: FaultKind, at now: Duration) -> Duration? {
    spells[kind].flatMap { now < $0.until ? $0.until : nil }
  }

  // MARK: The past

  mutating func remember(_ cluster: SimulatedCluster) {
    guard needsPast, past.last?.revision != cluster.revision else { return }
    past.append(cluster)
    if past.count > Self.longestPast { past.removeFirst() }
  }

  /// From now on for a while, lists from a cache and watches see the cluster as it was some writes ago.
  mutating func fallBehind(by writes: Int, at now: Duration) {
    guard let old = past.dropLast(max(0, writes)).last ?? past.first else { return }
    replica = (old, now + Self.replicaTime)
  }

  func replica(at now: Duration) -> SimulatedCluster? {
    guard let replica, now < replica.until else { return nil }
    return replica.cluster
  }

  /// When the replica that lags behind has caught up.
  func replicaEnd(after now: Duration) -> Duration? { replica.flatMap { now < $0.until ? $0.until : nil } }

  /// When all that goes on by itself is over, at the latest.
  var lastEnd: Duration {
    let spans = plan.faults.map { fault -> Duration in
      fault.place == .second ? since + .seconds(fault.number) + fault.kind.span(fault.argument) : .zero
    }
    return max(spans.max() ?? .zero, blindUntil, replica?.until ?? .zero)
  }
}
