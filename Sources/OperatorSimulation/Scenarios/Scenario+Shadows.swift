import KubeCore

/// Candidates that get copies of requests.
extension Scenario {
  static let shadows: [Scenario] = [
    shadow, shadowThenCanary, shadowFails, shadowReplaced, shadowTakenBack, shadowDeleted, shadowRolledOut,
  ]

  private static func second(then: String) -> JSONValue {
    Manifest.routed("2", [Manifest.strategy("Shadow", "shadow", ["mirror": "50%", "then": .string(then)]), steps])
  }

  private static let steps: (path: [String], value: JSONValue) =
    (["strategy", "canary"], ["steps": [["weight": "25%"], ["weight": "50%"]]])
  private static let mirrors = Condition.given(step: 0, of: Manifest.secondRevision)

  package static let shadow = Scenario(
    "shadow", "A second version is judged by copies of requests, and stops.", second: second(then: "End"),
    after: gatewayFirst)

  static let shadowThenCanary = Scenario(
    "shadow-then-canary", "A second version is judged by copies of requests, and then by requests.",
    second: second(then: "Canary"), after: gatewayFirst)

  static let shadowFails = Scenario(
    "shadow-fails", "A second version that fails copies of requests is taken back.", second: second(then: "Canary"),
    errorRates: [Manifest.secondRevision: 0.3], after: gatewayFirst)

  static let shadowReplaced = Scenario(
    "shadow-replaced", "A third version replaces the second one, which gets copies.", second: second(then: "End"),
    then: [(mirrors, .apply(Manifest.routed("3")))], end: .serving(Manifest.thirdRevision), after: gatewayFirst)

  static let shadowTakenBack = Scenario(
    "shadow-abort", "The author takes the second version back, which gets copies.", second: second(then: "End"),
    then: [(mirrors, .apply(Manifest.routed("1")))], end: .serving(Manifest.firstRevision), after: gatewayFirst)

  static let shadowDeleted = Scenario(
    "shadow-deletion", "The ModelDeployment is deleted while the second version gets copies.",
    second: second(then: "End"), then: [(mirrors, .delete())], end: .gone, after: gatewayFirst)

  static let shadowRolledOut = Scenario(
    "shadow-rolled-out", "A version that was judged as a shadow is rolled out as a canary.",
    second: second(then: "End"), then: [(.settled(rollouts: 2), .apply(Manifest.routed("2")))],
    end: .serving(Manifest.secondRevision), after: gatewayFirst)
}
