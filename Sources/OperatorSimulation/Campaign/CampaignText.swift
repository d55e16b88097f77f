import Glibc

/// Runs campaigns and prints what comes of them.
package enum CampaignText {
  private static let shownFailures = 10
  private static let shownViolations = 5

  /// - Returns: whether nothing was broken.
  package static func run(_ campaign: Campaign, jobs: Int) async -> Bool {
    let clock = ContinuousClock()
    let (start, used) = (clock.now, ProcessorTime.now)
    let report = await campaign.run(tasks: jobs) { part in
      print("\(part.scenario): \(part.plans) plans, \(part.failures.count) failed; hash \(part.hash)")
      for failure in part.failures.prefix(shownFailures) { show(failure, of: part.scenario, campaign.subject) }
      // Who reads along in a file sees how far it has come.
      fflush(nil)
    }
    let seconds = start.duration(to: clock.now) / .seconds(1)
    let rate = Int(Double(report.plans) / max(seconds, 0.001) * 60)
    print(
      "\(report.plans) plans, \(report.failures) failed, \(Int(seconds)) s, \(rate) plans a minute, "
        + "\(milliseconds(ProcessorTime.now - used, of: report.plans)) ms of CPU time each")
    return report.failures == 0
  }

  private static func milliseconds(_ time: Duration, of plans: Int) -> Int {
    Int((time / .milliseconds(1) / Double(max(1, plans))).rounded())
  }

  private static func show(_ failure: CampaignReport.Failure, of scenario: String, _ subject: Subject) {
    print("  \(failure.command(scenario: scenario))" + (subject.division == .election ? " --elect" : ""))
    for violation in failure.violations.prefix(shownViolations) { print("    \(violation)") }
  }

  /// Runs as many mutants at once as there are jobs, and tells of them in their order.
  ///
  /// - Returns: whether all of them were caught.
  package static func runMutants(jobs: Int) async -> Bool {
    let mutants = Mutant.all
    let verdicts = await withTaskGroup(of: [(Int, Mutant.Verdict)].self) { group in
      for first in 0..<max(1, jobs) {
        group.addTask { @concurrent in
          stride(from: first, to: mutants.count, by: max(1, jobs)).map { ($0, mutants[$0].verdict(searches: true)) }
        }
      }
      return await group.reduce(into: []) { $0 += $1 }.sorted { $0.0 < $1.0 }.map(\.1)
    }
    for verdict in verdicts {
      let broken = verdict.broken.map(\.rawValue).joined(separator: " ")
      let cause = verdict.plan.isEmpty ? "without a fault" : "under \(verdict.plan)"
      print(
        verdict.isCaught
          ? "caught   \(verdict.name): \(broken) in \(verdict.scenario), \(cause)"
          : "ESCAPED  \(verdict.name): \(verdict.expected.rawValue) is not found broken in \(verdict.scenario)")
    }
    let caught = verdicts.count(where: \.isCaught)
    print("\(caught) of \(verdicts.count) mutants caught")
    return caught == verdicts.count
  }
}
