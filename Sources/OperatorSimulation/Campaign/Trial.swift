package import KubeSimulator

/// One scenario with its run without faults by the operator as it is, against which others are held.
package struct Trial: Sendable {
  /// One run that is tried.
  struct Case: Sendable {
    var plan: FaultPlan
    var seed: UInt64
    var mixesOrder = false
  }

  private let scenario: Scenario
  private let subject: Subject
  private let base: World?
  private let seed: UInt64
  private var isFaithful: Bool { subject.name == Subject.faithful.name }
  package let reference: Outcome

  package init(_ scenario: Scenario, subject: Subject = .faithful, seed: UInt64 = 1) {
    (self.scenario, self.subject, self.seed) = (scenario, subject, seed)
    var simulation = Simulation(scenario, seed: seed)
    simulation.subject.division = subject.division
    base = simulation.base()
    (simulation.keepsCheckpoints, simulation.quietTime) = (true, Self.quietTime)
    reference = simulation.run(from: base)
  }

  /// What is wrong with a run, if anything is; with the smallest plan that shows it.
  func failure(of trial: Case) -> CampaignReport.Failure? {
    let violations = violations(of: trial)
    guard !violations.isEmpty else { return nil }
    let plan = trial.plan.shrunk { smaller in
      var trial = trial
      trial.plan = smaller
      return !self.violations(of: trial).isEmpty
    }
    return CampaignReport.Failure(
      plan: plan, seed: trial.seed, mixesOrder: trial.mixesOrder, violations: violations)
  }

  func violations(of trial: Case) -> [Violation] { violations(of: outcome(of: trial), under: trial.plan) }

  private func outcome(of trial: Case) -> Outcome {
    var simulation = Simulation(scenario, plan: trial.plan, seed: trial.seed)
    (simulation.subject, simulation.mixesOrder) = (subject, trial.mixesOrder)
    (simulation.quietTime, simulation.keepsHash) = (Self.quietTime, false)
    if let world = worldAtDeath(in: trial) { return simulation.run(afterDeathIn: world) }
    return simulation.run(from: base)
  }

  /// Where a run can go on that is the one without faults up to the death of its process: all that a dead process
  /// leaves behind is the world.
  private func worldAtDeath(in trial: Case) -> World? {
    guard isFaithful, trial.plan.faults.count == 1, trial.seed == seed, !trial.mixesOrder,
      let fault = trial.plan.faults.first, fault.place == .call, let checkpoints = reference.checkpoints
    else { return nil }
    let found: World? =
      switch fault.kind {
      case .crashBefore: checkpoints.before[fault.number]
      case .crashAfterCommit, .crashIntoPast: checkpoints.after[fault.number]
      // With the answer it dies when it is about to make the next call.
      case .crashAfterAnswer: checkpoints.before[fault.number + 1]
      default: nil
      }
    guard var world = found else { return nil }
    world.forget(detail: .violations)
    world.trouble.adopt(trial.plan)
    if fault.kind == .crashIntoPast { world.trouble.fallBehind(by: fault.argument, at: world.elapsed) }
    return world
  }

  /// What is wrong with an outcome, by itself and beside the one without faults.
  package func violations(of outcome: Outcome, under plan: FaultPlan) -> [Violation] {
    var violations = outcome.violations
    if !scenario.hasManyWays, outcome.endedAt != nil {
      violations += plan.faults.contains(where: Self.mayChangeEnd) || isTooLate(outcome, plan)
        ? outcome.end.losses(against: reference.end)
        : outcome.end.violations(against: reference.end, countingLives: !plan.faults.contains(where: Self.isSplit))
    }
    if outcome.calls > allowedCalls(in: outcome, under: plan) {
      violations.append(Violation(.l2, "\(outcome.calls) calls, and \(reference.calls) without faults"))
    }
    return violations
  }

  /// Whether a request came while a watch was cut off, and found nothing left to do once it was seen.
  private func isTooLate(_ outcome: Outcome, _ plan: FaultPlan) -> Bool {
    plan.contains { $0 == .flap } && outcome.end.refusedRequests > reference.end.refusedRequests
  }

  /// A run that something holds up may look at its metrics, and tell what it sees, once a second meanwhile.
  private func allowedCalls(in outcome: Outcome, under plan: FaultPlan) -> Int {
    let delay = (outcome.endedAt ?? outcome.elapsed) - (reference.endedAt ?? reference.elapsed)
    let processes = plan.faults.contains(where: Self.isSplit) ? 2 : 1
    return Self.callFactor * reference.calls + Self.callAllowance * processes + max(0, Int(delay / Self.interval))
  }

  /// What others do to the objects, and what becomes of pods, may rightly change how a run ends. So may a clock that
  /// jumps past a deadline, and a watch that is blind for longer than a deadline.
  private static func mayChangeEnd(_ fault: Fault) -> Bool {
    fault.kind.changesWorld || fault.kind == .silence || fault.kind == .upgrade || fault.passesDeadlines
  }

  /// Two processes whose stores are of different age may make and take away an object once more than is needed.
  private static func isSplit(_ fault: Fault) -> Bool { fault.kind == .twin || fault.kind == .usurp }

  /// How often a candidate is looked at in the scenarios.
  private static let interval = Duration.seconds(1)
  /// Longer than any watch lasts.
  private static let quietTime = Duration.seconds(330)
  /// How many more calls than without faults a run may take: each process begins with lists and watches, and opens them
  /// again when they are cut off.
  private static let callFactor = 3
  private static let callAllowance = 120
}
