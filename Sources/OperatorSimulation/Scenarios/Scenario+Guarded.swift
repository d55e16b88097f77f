import KubeCore
import RolloutEngine
import SlipwayAPI

/// Policies that hold rollouts up.
extension Scenario {
  static let guarded: [Scenario] = [windowed, closedInTheMiddle, approved, withNeighbours, queued, halted]

  private static let policies = "/apis/slipway.dev/v1alpha1/rolloutpolicies"
  private static let quarter = Condition.weight(25, of: Manifest.secondRevision)

  private static func policy(_ spec: JSONValue) -> JSONValue {
    [
      "apiVersion": "slipway.dev/v1alpha1", "kind": "RolloutPolicy", "metadata": ["name": "guard"], "spec": spec,
    ]
  }

  private static func under(_ spec: JSONValue) -> Step {
    Step(when: .always, action: .create(path: policies, policy(spec)))
  }

  private static func guarded(
    _ name: String, _ sentence: String, _ spec: JSONValue, then steps: [Step], end: Condition = .settled(rollouts: 2),
    forbids policy: Policy = Policy(), after prelude: Scenario = .firstDeployment, errorRates: [String: Double] = [:]
  ) -> Scenario {
    var scenario = Scenario(
      name: name, sentence: sentence, prelude: prelude.name, steps: [under(spec)] + steps, end: end)
    (scenario.errorRates, scenario.policy) = (errorRates, policy)
    return scenario
  }

  private static let applies = Step(when: .later(seconds: 1), action: .apply(Manifest.second))

  /// The simulation begins at midnight.
  static let windowed = guarded(
    "window", "A rollout waits until a window opens.", ["windows": [["schedule": "2 0 * * *", "for": "1h"]]],
    then: [applies], forbids: Policy(closed: .zero..<Duration.seconds(120)))

  static let closedInTheMiddle = guarded(
    "window-closes", "A window closes in the middle of a rollout, and opens again.",
    ["windows": [["effect": "Deny", "schedule": "1 0 * * *", "for": "2m"]]],
    then: [Step(when: .later(seconds: 26), action: .apply(Manifest.second))],
    forbids: Policy(closed: .seconds(60)..<Duration.seconds(180)))

  package static let approved = guarded(
    "approval", "A candidate takes over only when a person has approved it.", ["approval": "Promotion"],
    then: [applies, Step(when: .rule(.approvalRequired), action: .ask(.promote))],
    forbids: Policy(needsApproval: true))

  /// The neighbours are there first: see ``withNeighbours``.
  static let queued = guarded(
    "queue", "Of three rollouts one at a time is under way.", ["concurrency": ["total": 1]],
    then: [
      Step(when: .later(seconds: 1), action: .apply(Manifest.neighbour(1, version: "2"))),
      Step(when: .later(seconds: 1), action: .apply(Manifest.neighbour(2, version: "2"))),
      Step(when: .later(seconds: 1), action: .apply(Manifest.second)),
    ], forbids: Policy(limit: 1), after: withNeighbours)

  static let halted = guarded(
    "halt", "Two candidates fail, and a third rollout waits until the policy is taken away.",
    ["halt": ["failures": 2, "within": "1h"]],
    then: [
      Step(when: .later(seconds: 1), action: .apply(Manifest.neighbour(1, version: "2"))),
      Step(when: .always, action: .apply(Manifest.neighbour(2, version: "2"))),
      Step(when: .later(seconds: 60), action: .apply(Manifest.third)),
      Step(when: .rule(.fleetHalted), action: .remove(path: policies + "/guard")),
    ], after: withNeighbours, errorRates: [Manifest.secondRevision: 0.3])

  static let withNeighbours = Scenario(
    name: "neighbours", sentence: "Three ModelDeployments come up.",
    steps: [
      Step(when: .always, action: .apply(Manifest.neighbour(1, version: "1"))),
      Step(when: .always, action: .apply(Manifest.neighbour(2, version: "1"))),
      Step(when: .always, action: .apply(Manifest.first)),
    ], end: .settled(rollouts: 1))
}
