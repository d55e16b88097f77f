import KubeCore
import SlipwayAPI

/// A/B tests.
extension Scenario {
  static let tests: [Scenario] = [
    testByHeader, testByCookie, testAborted, testFails, testReplaced, testDeleted, testOfKnown,
  ]

  private static let headerArm: JSONValue = [
    "name": "b", "weight": "20%", "match": [["header": "x-arm", "exact": "b"]],
  ]
  private static let cookie: (path: [String], value: JSONValue) =
    (["traffic", "affinity"], ["cookie": ["name": .string(Manifest.affinityCookie)]])

  private static func second(_ arms: JSONValue = [headerArm]) -> JSONValue {
    Manifest.routed("2", [cookie, Manifest.strategy("ABTest", "abTest", ["arms": arms, "for": "5s"])])
  }

  private static let second = Manifest.secondRevision
  private static let isTested = Condition.given(step: 0, of: second)

  package static let testByHeader = Scenario(
    "ab-header", "Requests with a header, and some others, go to the second version, and a person names it the winner.", second: second(),
    then: [(isTested, .ask(.promoteFully, .revision(second)))], end: .serving(second), after: gatewayFirst)

  static let testByCookie = Scenario(
    "ab-cookie", "Clients stay with the version that they met while the shares grow, and a person names the winner.",
    second: Manifest.routed(
      "2",
      [
        cookie,
        Manifest.strategy("ABTest", "abTest", ["arms": [["name": "b", "weight": "40%"]], "ramp": ["50%"], "for": "5s"]),
      ]),
    then: [(.given(step: 1, of: second), .ask(.promoteFully, .revision(second)))], end: .serving(second),
    after: gatewayFirst)

  static let testAborted = Scenario(
    "ab-abort", "A person takes all arms back.", second: second(), then: [(isTested, .ask(.abort))],
    end: .settled(rollouts: 2), after: gatewayFirst)

  static let testFails = Scenario(
    "ab-fails", "An arm that fails requests is taken back.", second: second(), end: .settled(rollouts: 2),
    errorRates: [second: 0.3], after: gatewayFirst)

  static let testReplaced = Scenario(
    "ab-replaced", "A third version replaces the second one, which is tested.", second: second(),
    then: [(isTested, .apply(Manifest.routed("3")))], end: .serving(Manifest.thirdRevision), after: gatewayFirst)

  static let testDeleted = Scenario(
    "ab-deletion", "The ModelDeployment is deleted in the middle of a test.", second: second(),
    then: [(isTested, .delete())], end: .gone, after: gatewayFirst)

  static let testOfKnown = Scenario(
    "ab-again", "A version that was tried before is tested beside one that was not.", second: Manifest.routed("2"),
    then: [
      (.begun(of: second), .apply(Manifest.routed("1"))),
      (
        .serving(Manifest.firstRevision),
        .apply(
          second([
            ["name": "b", "weight": "20%"],
            ["name": "c", "weight": "20%", "model": ["uri": "s3://models/fraud/3"]],
          ]))
      ), (isTested, .ask(.promoteFully, .revision(second))),
    ], end: .serving(second), after: gatewayFirst)
}
