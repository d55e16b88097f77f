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

  /// Runs the scenario under the plan that is known to show it.
  ///
  /// - Parameter searches: whether the short campaign's plans follow, until one of them shows it.
  package func verdict(searches: Bool = false) -> Verdict {
    let trial = Trial(scenario, subject: subject)
    var verdict = Verdict(name: name, scenario: scenario.name, expected: expected, broken: [], plan: "")
    var cases = [Trial.Case(plan: plan, seed: 1)]
    if searches { cases += PlanCatalogue(trial.reference, form: .short).cases(combinations: 0, seed: 1) }
    for candidate in cases {
      let broken = Set(trial.violations(of: candidate).map(\.invariant)).sorted { $0.rawValue < $1.rawValue }
      guard broken.contains(expected) else { continue }
      (verdict.broken, verdict.plan) = (broken, candidate.plan.description)
      return verdict
    }
    return verdict
  }
}
