import KubeSimulator

/// An operator that does one thing wrong on purpose, to prove that somebody would notice.
package struct Mutant: Sendable {
  /// What it does wrong, in a few words.
  package var name: String
  var subject: Subject
  /// The scenario in which it matters.
  var scenario: Scenario
  /// What must be found broken.
  package var expected: Invariant

  /// What must go wrong for it to be noticed; empty when nothing must.
  var plan: FaultPlan

  init(_ scenario: Scenario, _ expected: Invariant, _ subject: Subject, under faults: [Fault] = []) {
    (name, self.subject, self.scenario, self.expected) = (subject.name, subject, scenario, expected)
    plan = FaultPlan(faults)
  }

  /// What has caught a mutant.
  package struct Verdict: Sendable {
    package var name: String
    package var scenario: String
    package var expected: Invariant
    /// What was found broken, each once; empty for a mutant that got away.
    package var broken: [Invariant]
    /// The plan under which it was; empty when no fault was needed.
    package var plan: String

    package var isCaught: Bool { broken.contains(expected) }
  }

  /// Runs the scenario under the plan that is known to show it, up to where it does.
  ///
  /// - Parameter searches: whether the short campaign's plans follow, until one of them shows it.
  package func verdict(searches: Bool = false) -> Verdict {
    var simulation = Simulation(scenario, plan: plan)
    (simulation.subject, simulation.stopsAt, simulation.keepsHash) = (subject, expected, false)
    simulation.quietTime = Self.quietTime
    let outcome = simulation.run()
    if let verdict = verdict(outcome.violations, plan) { return verdict }
    // What it does is only seen beside the run of an operator that is right.
    let trial = Trial(scenario, subject: subject)
    if let verdict = verdict(trial.violations(of: outcome, under: plan), plan) { return verdict }
    let others = searches ? PlanCatalogue(trial.reference, form: .short).cases(combinations: 0, seed: 1) : []
    for candidate in others {
      if let verdict = verdict(trial.violations(of: candidate), candidate.plan) { return verdict }
    }
    return Verdict(name: name, scenario: scenario.name, expected: expected, broken: [], plan: "")
  }

  /// Longer than it takes until what must be seen in the end is seen.
  private static let quietTime = Duration.seconds(60)

  /// - Returns: `nil` when what must be found broken is not among the violations.
  private func verdict(_ violations: [Violation], _ plan: FaultPlan) -> Verdict? {
    let broken = Set(violations.map(\.invariant)).sorted { $0.rawValue < $1.rawValue }
    guard broken.contains(expected) else { return nil }
    return Verdict(
      name: name, scenario: scenario.name, expected: expected, broken: broken, plan: plan.description)
  }
}
