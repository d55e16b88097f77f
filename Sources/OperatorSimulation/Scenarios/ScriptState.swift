import KubeClient
import KubeCore
import SlipwayAPI

/// How far a scenario has come.
struct ScriptState: Sendable {
  let scenario: Scenario
  /// When it began, on the clock of the world.
  let since: Duration
  private var next = 0
  /// When the last of its steps was taken.
  private(set) var lastStep: Duration
  /// How often the user has asked for something.
  private(set) var requests = 0
  /// What people have approved: steps of revisions, or with no step all that are left.
  private var approvals: [(revision: String, step: Int?)] = []
  private var wanted: Set<String> = []

  init(_ scenario: Scenario, since: Duration = .zero) {
    (self.scenario, self.since, lastStep) = (scenario, since, since)
  }

  var broken: Set<String> { scenario.broken }

  /// After how long a user acts all the same: what he waits for may never come when things go wrong.
  private static let patience = Duration.seconds(400)

  /// The step that is to be taken now.
  func due(in world: World) -> Scenario.Step? {
    guard scenario.steps.indices.contains(next) else { return nil }
    let step = scenario.steps[next]
    return step.when.isMet(in: world) || world.elapsed >= lastStep + Self.patience ? step : nil
  }

  mutating func advance(at now: Duration) {
    next += 1
    requests += 1
    lastStep = now
  }

  mutating func approve(_ revision: String, step: Int?) { approvals.append((revision, step)) }

  func hasApproved(_ revision: String, step: Int) -> Bool {
    approvals.contains { $0.revision == revision && $0.step ?? step == step }
  }

  mutating func askFor(_ revision: String) { wanted.insert(revision) }

  /// Whether a person has asked to try a revision again.
  func hasAskedFor(_ revision: String) -> Bool { wanted.contains(revision) }

  /// Whether anything of a revision has been approved.
  func hasApproved(_ revision: String) -> Bool { approvals.contains { $0.revision == revision } }

  /// When the next step is due by the passing of time alone.
  func nextWake(in world: World) -> Duration? {
    guard scenario.steps.indices.contains(next) else { return nil }
    let due = scenario.steps[next].when.due(in: world).map { $0 - world.start }
    return [due, lastStep + Self.patience].compactMap(\.self).filter { $0 > world.elapsed }.min()
  }

  var isOver: Bool { next == scenario.steps.count }

  func hasEnded(in world: World) -> Bool { isOver && scenario.end.isMet(in: world) }
}
