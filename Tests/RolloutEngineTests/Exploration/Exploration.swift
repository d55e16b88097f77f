import KubeCore
import RolloutEngine
import SlipwayAPI

/// A search of everything that can happen to a deployment, breadth first, so that a counter-example is a shortest one.
struct Exploration {
  struct Outcome {
    var states = 0
    var edges = 0
    var isClosed = true
    var counterexample: String?
    /// The rules that held somewhere.
    var rules: Set<String> = []
    var outcomes: Set<RolloutOutcome> = []
    /// States from which no settled state can be reached.
    var stuck: String?
  }

  private struct Node {
    var world: World
    var decision: RolloutDecision
    var parent: Int
    var action: World.Action?
    var depth: Int
  }

  let liberties: Liberties
  private var nodes: [Node] = []
  private var seen: [World.Key: Int] = [:]
  private var predecessors: [[Int]] = []
  private(set) var outcome = Outcome()

  init(_ liberties: Liberties) { self.liberties = liberties }

  mutating func run(from world: World) {
    visit(world, parent: -1, action: nil, depth: 0)
    var position = 0
    while position < nodes.count, outcome.counterexample == nil {
      expand(position)
      position += 1
    }
    outcome.states = nodes.count
    if outcome.counterexample == nil, outcome.isClosed { findStuck() }
  }

  private mutating func expand(_ position: Int) {
    let node = nodes[position]
    if let limit = liberties.depth, node.depth >= limit {
      outcome.isClosed = false
      return
    }
    for action in actions(in: node) {
      var world = node.world
      if action != .planOnly { world.status = node.decision.status }
      if action != .statusOnly { world.carryOut(node.decision.plan) }
      if action != .planOnly, action != .statusOnly { world.answer(node.decision) }
      world.happen(action, node.decision)
      outcome.edges += 1
      visit(world, parent: position, action: action, depth: node.depth + 1)
    }
  }

  private mutating func visit(_ world: World, parent: Int, action: World.Action?, depth: Int) {
    let key = world.key
    if let known = seen[key] {
      if parent >= 0 { predecessors[known].append(parent) }
      return
    }
    let input = world.input
    let decision = Rollout.decide(input)
    seen[key] = nodes.count
    nodes.append(Node(world: world, decision: decision, parent: parent, action: action, depth: depth))
    predecessors.append(parent >= 0 ? [parent] : [])
    outcome.rules.insert(decision.explanation.rule)
    decision.status.history.first.map { _ = outcome.outcomes.insert($0.outcome) }
    let broken = RolloutInvariant.broken(by: decision, on: input)
    if !broken.isEmpty, outcome.counterexample == nil {
      outcome.counterexample = "\(broken.map(\.rawValue)) after:\n\(trace(nodes.count - 1))"
    }
  }

  private func actions(in node: Node) -> [World.Action] {
    var world = node.world
    world.carryOut(node.decision.plan)
    world.answer(node.decision)
    let status = node.decision.status
    var actions: [World.Action] = []
    for (name, workload) in world.workloads.sorted(by: { $0.key < $1.key }) {
      if workload.ready < workload.desired { actions.append(.podReady(name)) }
      if workload.ready > workload.desired { actions.append(.podStopped(name)) }
      if liberties.crashes, workload.ready > 0 { actions.append(.podCrash(name)) }
    }
    let isBehind = world.isByReplicas ? world.pending != world.admitted : world.asked != world.given
    if isBehind { actions.append(.routerFollows) }
    actions += judgements(status, world)
    actions += people(status, world)
    if node.decision.requeueTime != nil { actions.append(.timePasses) }
    if liberties.operatorDies { actions += [.statusOnly, .planOnly] }
    return actions
  }

  private func judgements(_ status: ModelDeploymentStatus, _ world: World) -> [World.Action] {
    guard status.stable != nil, status.rollback == nil else { return [] }
    if status.bake != nil, status.candidate == nil {
      return liberties.verdicts.contains(.rollBack) ? [.verdict(.rollBack)] : []
    }
    guard status.candidate != nil else { return [] }
    var actions = liberties.verdicts.filter { isNews($0, status, world) }.map { World.Action.verdict($0) }
    for arm in status.arms.dropFirst() {
      actions += liberties.armVerdicts.map { .armVerdict(arm.revision, $0) }
    }
    let owners = [status.stable?.revision].compactMap { $0 } + status.arms.map(\.revision)
    if !status.arms.isEmpty {
      actions += liberties.winners.filter { owners.contains($0) && world.test?.winner != $0 }.map { .winner($0) }
    }
    return actions
  }

  private func people(_ status: ModelDeploymentStatus, _ world: World) -> [World.Action] {
    var actions: [World.Action] = []
    if liberties.approvals, status.candidate != nil, status.stable != nil, status.rollback == nil {
      actions.append(.approve)
    }
    if liberties.pauses { actions.append(.pause(!world.spec.paused)) }
    if liberties.gates { actions.append(.gate(world.gates.isEmpty)) }
    if world.requests.isEmpty { actions += liberties.verbs.map { .ask($0.verb, $0.revision) } }
    actions += liberties.edits.filter { $0 != world.revision }.map { .edit($0) }
    actions += liberties.strategies.filter { $0 != world.spec.strategy.type }.map { .change($0) }
    actions += liberties.replicas.filter { $0 != world.spec.replicas }.map { .scale($0) }
    actions += liberties.rooms.filter { $0 != world.spare }.map { .spare($0) }
    return actions
  }

  private func isNews(_ verdict: VerdictKind, _ status: ModelDeploymentStatus, _ world: World) -> Bool {
    guard let report = world.report else { return true }
    return report.verdict != verdict || report.revision != status.candidate?.revision
      || report.step != status.step?.index
  }

  /// Looks for a state from which no settled one can be reached: a rollout that would hang for ever.
  private mutating func findStuck() {
    var canSettle = Set(
      nodes.indices.filter { nodes[$0].decision.status.stable != nil && nodes[$0].decision.status.candidate == nil })
    var queue = Array(canSettle)
    while let position = queue.popLast() {
      for predecessor in predecessors[position] where canSettle.insert(predecessor).inserted {
        queue.append(predecessor)
      }
    }
    outcome.stuck = nodes.indices.first { !canSettle.contains($0) }.map(trace)
  }

  /// The way to a state, one action a line with what the operator made of it.
  private func trace(_ position: Int) -> String {
    var lines: [String] = []
    var current = position
    while current >= 0 {
      let node = nodes[current]
      let workloads = node.world.workloads.sorted { $0.key < $1.key }.map {
        "\($0.key) \($0.value.ready)/\($0.value.desired)"
      }
      let plan = node.decision.plan.revisions.map { "\($0.revision)=\($0.replicas)" }
      let shares = node.decision.plan.traffic.shares.map { "\($0.revision) \($0.weight)" }
      lines.append(
        "\(node.action?.description ?? "start"): ready \(workloads) admitted \(node.world.admitted?.sorted() ?? []) "
          + "given \(node.world.given?.shares.map { "\($0.revision) \($0.weight)" } ?? []) -> "
          + "\(node.decision.explanation.rule) \(plan) \(shares) \(node.decision.events.map(\.reason))")
      current = node.parent
    }
    return lines.reversed().joined(separator: "\n")
  }
}
