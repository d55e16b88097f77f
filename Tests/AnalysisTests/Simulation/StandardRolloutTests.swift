import Analysis
import Testing

/// The study of the method, in small: how often candidates are rolled back or promoted with the default settings.
@Suite struct StandardRolloutTests {
  @Test(arguments: [0.001, 0.01, 0.05])
  func healthyCandidatesArePromoted(errorRate: Double) {
    let runs = RunStatistics(.standard(errorRate: errorRate, candidate: errorRate), runs: 100)
    #expect(runs.rolledBack <= 0.02, "\(runs)")
    #expect(runs.promoted >= 0.95, "\(runs)")
  }

  @Test func toleratedCandidatesAreNotRolledBack() {
    let runs = RunStatistics(.standard(errorRate: 0.05, candidate: 0.055), runs: 100)
    #expect(runs.rolledBack <= 0.02, "\(runs)")
  }

  @Test func candidatesAtTheMarginAreNotPromoted() {
    let runs = RunStatistics(.standard(errorRate: 0.05, candidate: 0.075), runs: 60)
    #expect(runs.promoted <= 0.08, "\(runs)")
  }

  /// At the margin itself both errors are bounded: 1 % for a rollback, 5 % for a promotion.
  @Test func accuracyAtTheMarginIsNeitherProvenGoodNorBad() {
    var rollout = SimulatedRollout.standard(errorRate: 0, candidate: 0)
    rollout.configuration.errorRate = nil
    rollout.configuration.accuracy = AccuracyCriterion()
    rollout.configuration.maximumDurationSeconds = 1200
    rollout.labelShare = 1
    rollout.stable.accuracy = 0.90
    rollout.candidate.accuracy = 0.89
    let runs = RunStatistics(rollout, runs: 80)
    #expect(runs.rolledBack <= 0.03, "\(runs)")
    #expect(runs.share(.advance) <= 0.08, "\(runs)")
  }

  @Test func fiveTimesTheErrorsAreRolledBack() {
    let runs = RunStatistics(.standard(errorRate: 0.01, candidate: 0.05), runs: 60)
    #expect(runs.rolledBack >= 0.98, "\(runs)")
    #expect(runs.seconds(0.5) <= 300, "\(runs)")
  }

  @Test func twentyPointsAreRolledBackWithinThreeScrapes() {
    let runs = RunStatistics(.standard(errorRate: 0.01, candidate: 0.21), runs: 60)
    #expect(runs.rolledBack == 1, "\(runs)")
    #expect(runs.seconds(0.5) <= 45, "\(runs)")
  }

  @Test func twiceTheLatencyIsRolledBack() {
    var rollout = SimulatedRollout()
    rollout.candidate.medianLatency *= 2
    let runs = RunStatistics(rollout, runs: 30)
    #expect(runs.rolledBack == 1, "\(runs)")
    #expect(runs.culprits == ["latency": 30], "\(runs)")
    #expect(runs.seconds(0.95) <= 240, "\(runs)")
  }

  @Test func equalLatencyIsPromoted() {
    let runs = RunStatistics(SimulatedRollout(), runs: 30)
    #expect(runs.rolledBack == 0, "\(runs)")
    #expect(runs.promoted >= 0.95, "\(runs)")
  }

  @Test(arguments: [40.0, 100])
  func lostAccuracyIsRolledBack(requestsPerSecond: Double) {
    var rollout = SimulatedRollout.standard(errorRate: 0.001, candidate: 0.001)
    rollout.configuration.accuracy = AccuracyCriterion()
    rollout.requestsPerSecond = requestsPerSecond
    rollout.labelShare = 1
    rollout.candidate.accuracy = 0.80
    let runs = RunStatistics(rollout, runs: 40)
    #expect(runs.rolledBack == 1, "\(runs)")
    #expect(runs.culprits == ["accuracy": 40], "\(runs)")
    #expect(runs.seconds(0.95) <= 180, "\(runs)")
  }

  /// Both versions fail more for ten minutes; the candidate shows it up to one scrape earlier.
  @Test(arguments: [(0.10, 15.0), (0.10, 7), (0.50, 15), (0.50, 0)])
  func sharedIncidentsDoNotBlameTheCandidate(extraErrors: Double, lead: Double) {
    var rollout = SimulatedRollout.standard(errorRate: 0.01, candidate: 0.01)
    rollout.incident = .init(seconds: 203...800, extraErrors: extraErrors, lead: lead)
    let runs = RunStatistics(rollout, runs: 40)
    #expect(runs.rolledBack <= 0.03, "\(runs)")
  }

  @Test func restartsOfTheCandidateAreNoHarm() {
    var rollout = SimulatedRollout.standard(errorRate: 0.01, candidate: 0.01)
    rollout.restartAfter = 150
    let runs = RunStatistics(rollout, runs: 40)
    #expect(runs.rolledBack <= 0.03, "\(runs)")
    #expect(runs.promoted >= 0.9, "\(runs)")
  }
}
