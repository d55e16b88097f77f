import KubeCore

/// Replica by replica.
extension Scenario {
  static let rollings: [Scenario] = [
    rolling, rollingNeverReady, rollingReplaced, rollingTakenBack, rollingDeleted, rollingWithoutSurge, rollingRouted,
  ]

  private static func settings(_ settings: JSONValue = [:]) -> (path: [String], value: JSONValue) {
    Manifest.strategy("RollingUpdate", "rollingUpdate", settings)
  }

  private static let second = Manifest.model("2", [settings()])
  /// The second version has got some of the traffic.
  private static let isUnderWay = Condition.begun(of: Manifest.secondRevision)

  package static let rolling = Scenario(
    "rolling", "Replicas of the first version are replaced by those of the second one, one by one.", second: second)

  static let rollingNeverReady = Scenario(
    "rolling-never-ready", "The pods of the second version never get ready.", second: second,
    broken: [Manifest.secondRevision])

  static let rollingReplaced = Scenario(
    "rolling-replaced", "A third version replaces the second one in the middle.", second: second,
    then: [(isUnderWay, .apply(Manifest.model("3", [settings()])))], end: .serving(Manifest.thirdRevision))

  static let rollingTakenBack = Scenario(
    "rolling-abort", "The author takes the second version back in the middle.", second: second,
    then: [(isUnderWay, .apply(Manifest.model("1", [settings()])))], end: .serving(Manifest.firstRevision))

  static let rollingDeleted = Scenario(
    "rolling-deletion", "The ModelDeployment is deleted in the middle.", second: second,
    then: [(isUnderWay, .delete())], end: .gone)

  static let rollingWithoutSurge = Scenario(
    "rolling-without-surge", "There is no room for more replicas: an old one stops before a new one starts.",
    second: Manifest.model("2", [settings(["maxSurge": 0, "maxUnavailable": 1])]))

  static let rollingRouted = Scenario(
    "rolling-routed", "A route follows the replicas as they are replaced.",
    second: Manifest.routed("2", [settings()]), end: .serving(Manifest.secondRevision), after: gatewayFirst)
}
