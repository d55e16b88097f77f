import Analysis
import Testing

/// The profile of the demonstrations: decisions within half a minute, and never a wrong one.
@Suite struct DemonstrationTests {
  @Test(arguments: [1, 2])
  func theBetterModelIsPromoted(stablePods: Int) {
    let runs = RunStatistics(.demonstration(stablePods: stablePods), runs: 100)
    #expect(runs.promoted == 1, "\(runs)")
    #expect(runs.seconds(0.95) <= 25, "\(runs)")
  }

  @Test(arguments: [1, 2])
  func theFailingModelIsRolledBack(stablePods: Int) {
    var rollout = SimulatedRollout.demonstration(stablePods: stablePods)
    rollout.candidate.errorRate = 0.15
    let runs = RunStatistics(rollout, runs: 60)
    #expect(runs.culprits == ["errors": 60], "\(runs)")
    #expect(runs.seconds(0.95) <= 12, "\(runs)")
  }

  @Test(arguments: [1, 2])
  func theSlowModelIsRolledBack(stablePods: Int) {
    var rollout = SimulatedRollout.demonstration(stablePods: stablePods)
    rollout.candidate.medianLatency += 0.040
    let runs = RunStatistics(rollout, runs: 60)
    #expect(runs.culprits == ["latency": 60], "\(runs)")
    #expect(runs.seconds(0.95) <= 25, "\(runs)")
  }

  @Test(arguments: [1, 2])
  func theWrongModelIsRolledBack(stablePods: Int) {
    var rollout = SimulatedRollout.demonstration(stablePods: stablePods)
    rollout.stable.accuracy = 0.95
    rollout.candidate.accuracy = 0.60
    let runs = RunStatistics(rollout, runs: 60)
    #expect(runs.culprits == ["accuracy": 60], "\(runs)")
    #expect(runs.seconds(0.95) <= 15, "\(runs)")
  }

  /// Processes that stall one in ten seconds, and pods that differ by a fifth.
  @Test(arguments: [1, 2])
  func burstsOfABusyMachineAreNoHarm(stablePods: Int) {
    var rollout = SimulatedRollout.demonstration(stablePods: stablePods)
    rollout.stable.stallRate = 0.1
    rollout.candidate.stallRate = 0.1
    rollout.stable.latencyNoise = 0.2
    rollout.candidate.latencyNoise = 0.2
    let runs = RunStatistics(rollout, runs: 100)
    #expect(runs.rolledBack <= 0.02, "\(runs)")
    #expect(runs.promoted >= 0.9, "\(runs)")
  }

  @Test func withoutHistoryTheFirstScrapesTeach() {
    var rollout = SimulatedRollout.demonstration(stablePods: 1)
    rollout.historySeconds = 0
    let good = RunStatistics(rollout, runs: 40)
    #expect(good.promoted == 1, "\(good)")
    rollout.candidate.medianLatency += 0.040
    let slow = RunStatistics(rollout, runs: 40)
    #expect(slow.rolledBack == 1, "\(slow)")
  }
}
