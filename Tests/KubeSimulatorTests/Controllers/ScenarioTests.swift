import KubeCore
import Testing

/// Scenarios that were played on the controllers of a real cluster, version 1.36: after every step the simulated ones
/// must have come to rest in the same state.
@Suite struct ScenarioTests {
  @Test(arguments: [
    "annotations", "budget", "budget-unavailable", "deadline", "delete-background", "delete-foreground",
    "delete-orphan", "job", "job-deadline", "job-failure", "job-queue", "job-suspend", "min-ready", "pause",
    "recreate", "rollback", "rollback-midway", "rollout-default", "rollout-full-surge", "rollout-no-surge",
    "rollout-percent", "rollout-surge-one", "scale", "unhealthy-first", "unready",
  ])
  func plays(_ name: String) throws {
    let scenario = try WorkloadScenario.load(name)
    var player = ScenarioPlayer()
    for (position, step) in scenario.steps.enumerated() {
      let answer = player.act(step["do"] ?? [:])
      if let expected = step["answer"] {
        #expect(answer?["status"] == expected["status"], "\(name), step \(position)")
        if let message = expected["message"] {
          #expect(answer?["message"] == message, "\(name), step \(position)")
          #expect(answer?["causes"] == expected["causes"], "\(name), step \(position)")
        }
      }
      let differences = StateComparison.differences(step["state"] ?? [:], player.state())
      #expect(differences.isEmpty, "\(name), step \(position): \(differences.joined(separator: "\n"))")
    }
  }
}
