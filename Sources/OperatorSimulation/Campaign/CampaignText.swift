/// Runs campaigns and prints what comes of them.
package enum CampaignText {
  private static let shownFailures = 10
  private static let shownViolations = 5

  /// - Returns: whether nothing was broken.
  package static func run(_ scenarios: [Scenario], _ form: Campaign.Form, seed: UInt64, jobs: Int) async -> Bool {
    let clock = ContinuousClock()
    let start = clock.now
    var campaign = Campaign(scenarios, form: form)
    campaign.seed = seed
    let report = await campaign.run(tasks: jobs) { part in
      print("\(part.scenario): \(part.plans) plans, \(part.failures.count) failed; hash \(part.hash)")
      for failure in part.failures.prefix(shownFailures) { show(failure, of: part.scenario) }
    }
    let seconds = start.duration(to: clock.now) / .seconds(1)
    let rate = Int(Double(report.plans) / max(seconds, 0.001) * 60)
    print("\(report.plans) plans, \(report.failures) failed, \(Int(seconds)) s, \(rate) plans a minute")
    return report.failures == 0
  }

  private static func show(_ failure: CampaignReport.Failure, of scenario: String) {
    print("  \(failure.command(scenario: scenario))")
    for violation in failure.violations.prefix(shownViolations) { print("    \(violation)") }
  }

  /// - Returns: whether all mutants were caught.
  package static func runMutants() -> Bool {
    var escaped = 0
    for mutant in Mutant.all {
      let verdict = mutant.verdict()
      if !verdict.isCaught { escaped += 1 }
      let broken = verdict.broken.map(\.rawValue).joined(separator: " ")
      let cause = verdict.plan.isEmpty ? "without a fault" : "under \(verdict.plan)"
      print(
        verdict.isCaught
          ? "caught   \(verdict.name): \(broken) in \(verdict.scenario), \(cause)"
          : "ESCAPED  \(verdict.name): \(verdict.expected.rawValue) is not found broken in \(verdict.scenario)")
    }
    print("\(Mutant.all.count - escaped) of \(Mutant.all.count) mutants caught")
    return escaped == 0
  }
}
