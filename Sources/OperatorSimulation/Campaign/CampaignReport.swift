package import KubeSimulator

/// What a campaign has found.
package struct CampaignReport: Sendable {
  /// One run that must not be.
  package struct Failure: Sendable {
    package var plan: FaultPlan
    package var seed: UInt64
    package var mixesOrder = false
    package var violations: [Violation]
  }

  /// The runs of one scenario.
  package struct Part: Sendable {
    package var scenario: String
    package var plans = 0
    package var failures: [Failure] = []
    /// What the run without faults took.
    package var calls: Int
    package var events: Int
    package var hash: TraceHash

    init(scenario: String, reference: Outcome) {
      self.scenario = scenario
      (calls, events, hash) = (reference.calls, reference.events, reference.hash)
    }
  }

  package var parts: [Part] = []

  package var plans: Int { parts.reduce(0) { $0 + $1.plans } }
  package var failures: Int { parts.reduce(0) { $0 + $1.failures.count } }
}

extension CampaignReport.Failure {
  /// The command that shows the run again.
  package func command(scenario: String) -> String {
    "slipway simulate --scenario \(scenario) --seed \(seed)" + (mixesOrder ? " --mix-order" : "")
      + (plan.isEmpty ? "" : " --faults '\(plan)'")
  }
}
