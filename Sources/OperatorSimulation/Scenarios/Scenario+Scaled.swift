import KubeCore

/// Replicas that follow the load.
extension Scenario {
  static let scaled: [Scenario] = [autoscaledFirst, autoscaled, autoscaledFails, autoscaledDeleted, autoscaledLater]

  private static let scaler: (path: [String], value: JSONValue) =
    (["autoscaling"], ["minReplicas": 3, "maxReplicas": 6, "cpuUtilization": 60])
  private static let second = Manifest.model("2", [scaler])

  static let autoscaledFirst = Scenario(
    name: "autoscaled-first", sentence: "The first version comes up with an autoscaler.",
    steps: [Step(when: .always, action: .apply(Manifest.model("1", [scaler])))], end: .settled(rollouts: 1))

  package static let autoscaled = Scenario(
    "autoscaled", "Both versions have an autoscaler of their own.", second: second, after: autoscaledFirst)

  static let autoscaledFails = Scenario(
    "autoscaled-rolled-back", "A second version with an autoscaler of its own is taken back.", second: second,
    errorRates: [Manifest.secondRevision: 0.3], after: autoscaledFirst)

  static let autoscaledDeleted = Scenario(
    "autoscaled-deletion", "The ModelDeployment is deleted while both versions have an autoscaler.", second: second,
    then: [(.weight(25, of: Manifest.secondRevision), .delete())], end: .gone, after: autoscaledFirst)

  static let autoscaledLater = Scenario(
    "autoscaled-later", "Autoscaling is asked for in the middle of a rollout.",
    then: [(.weight(25, of: Manifest.secondRevision), .apply(second))])
}
