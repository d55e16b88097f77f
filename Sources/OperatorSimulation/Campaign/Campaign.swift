import KubeSimulator

/// Many runs of some scenarios, each with something else that goes wrong, compared with the run where nothing does.
package struct Campaign: Sendable {
  /// How much is tried.
  package enum Form: String, Sendable, CaseIterable {
    /// Crashes at every call of the most important scenarios, and a choice of everything else.
    case short
    /// Every kind of fault at every call, event, scrape and second of every scenario, and combinations by seed.
    case long
    /// Two processes that both believe they lead, once for each seed.
    case leaders
  }

  package var scenarios: [Scenario]
  package var form: Form
  package var subject = Subject.faithful
  package var seed: UInt64 = 1
  /// How many combinations of faults are tried for each scenario; of rivals, where processes believe they lead.
  package var combinations: Int
  /// Of how many plans one is tried: a fixed choice, which the seed shifts. Default 1, which is all of them.
  package var stride = 1
  /// After how many failures of one scenario no more of its plans are tried.
  package var failureLimit = 20

  /// - Parameter combinations: those of rivals are divided among the scenarios; by default what the form calls for.
  package init(_ scenarios: [Scenario], form: Form, combinations: Int? = nil) {
    (self.scenarios, self.form) = (scenarios, form)
    self.combinations =
      switch form {
      case .short: combinations ?? 40
      case .long: combinations ?? 2_000
      case .leaders: ((combinations ?? 5_000) + scenarios.count - 1) / max(1, scenarios.count)
      }
  }

  /// Runs everything on as many threads as there are tasks at once.
  ///
  /// - Parameter tell: gets each scenario's result as soon as it is there.
  package func run(tasks: Int = 2, tell: @Sendable (CampaignReport.Part) -> Void = { _ in }) async -> CampaignReport {
    var report = CampaignReport()
    for scenario in scenarios {
      let part = await run(scenario, tasks: max(1, tasks))
      tell(part)
      report.parts.append(part)
    }
    return report
  }

  private func run(_ scenario: Scenario, tasks: Int) async -> CampaignReport.Part {
    let trial = Trial(scenario, subject: subject, seed: seed)
    var part = CampaignReport.Part(scenario: scenario.name, reference: trial.reference)
    part.plans = 1
    if !trial.reference.violations.isEmpty {
      part.failures = [CampaignReport.Failure(plan: FaultPlan(), seed: seed, violations: trial.reference.violations)]
      return part
    }
    let all = PlanCatalogue(trial.reference, form: form).cases(combinations: combinations, seed: seed)
    let offset = Int(seed % UInt64(max(1, self.stride)))
    let cases = Swift.stride(from: offset, to: all.count, by: max(1, self.stride)).map { all[$0] }
    let limit = failureLimit
    await withTaskGroup(of: (plans: Int, failures: [CampaignReport.Failure]).self) { group in
      for first in 0..<tasks {
        group.addTask { @concurrent in
          var failures: [CampaignReport.Failure] = []
          var plans = 0
          for position in Swift.stride(from: first, to: cases.count, by: tasks) where failures.count < limit {
            plans += 1
            if let failure = trial.failure(of: cases[position]) { failures.append(failure) }
          }
          return (plans, failures)
        }
      }
      for await result in group {
        part.plans += result.plans
        part.failures += result.failures
      }
    }
    part.failures.sort { $0.plan.description < $1.plan.description }
    return part
  }
}
