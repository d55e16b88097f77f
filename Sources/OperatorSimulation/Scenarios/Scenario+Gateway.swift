import KubeCore

/// Canaries whose shares a route gives.
extension Scenario {
  static let gateways: [Scenario] = [
    gatewayFirst, gatewayPromoted, gatewayRolledBack, gatewayReplaced, gatewayDeleted, gatewayScaled, routerChanged,
  ]

  private static let quarter = Condition.weight(25, of: Manifest.secondRevision)
  private static let second = Manifest.routed("2")

  static let gatewayFirst = Scenario(
    name: "gateway-first", sentence: "The first version comes up and gets all traffic by a route.",
    steps: [Step(when: .always, action: .apply(Manifest.routed("1")))], end: .settled(rollouts: 1))

  package static let gatewayPromoted = Scenario(
    "gateway-promoted", "A good second version passes its steps and is promoted, by a route.", second: second,
    after: gatewayFirst)

  static let gatewayRolledBack = Scenario(
    "gateway-rolled-back", "A second version that fails requests is taken back, by a route.", second: second,
    errorRates: [Manifest.secondRevision: 0.3], after: gatewayFirst)

  static let gatewayReplaced = Scenario(
    "gateway-new-spec", "A third version replaces the second one in the middle of its rollout, by a route.",
    second: second, then: [(quarter, .apply(Manifest.routed("3")))], end: .serving(Manifest.thirdRevision),
    after: gatewayFirst)

  static let gatewayDeleted = Scenario(
    "gateway-deletion", "The ModelDeployment is deleted in the middle of a rollout by a route.", second: second,
    then: [(quarter, .delete())], end: .gone, after: gatewayFirst)

  static let gatewayScaled = Scenario(
    "gateway-scale", "The candidate has more replicas than its weight needs, from the first step on.",
    second: Manifest.routed(
      "2",
      [(["strategy", "canary", "steps"], [["scale": ["replicas": 2]], ["weight": "10%"], ["weight": "50%"]])]),
    after: gatewayFirst)

  static let routerChanged = Scenario(
    name: "router-changed", sentence: "A Service divides the traffic, and a route from the next version on.",
    steps: [
      Step(when: .always, action: .apply(Manifest.first)),
      Step(when: .settled(rollouts: 1), action: .apply(second)),
    ], end: .settled(rollouts: 2))
}
