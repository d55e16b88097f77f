import KubeCore
import RolloutEngine
import SlipwayAPI

/// A third version, the way back and a deletion, at each phase of each strategy that no other scenario shows.
extension Scenario {
  static let phases: [Scenario] = (shadowed + tested + rolled + coloured + routed + returning).flatMap(\.scenarios)

  private static let second = Manifest.secondRevision
  private static let starts = Condition.waiting(for: second)
  private static let isPromoted = Condition.retiring(after: second)

  // MARK: By a route

  private static func phase(
    _ name: String, _ words: String, _ changes: [(path: [String], value: JSONValue)] = [],
    steps: [(when: Condition, action: Action)] = [], when condition: Condition
  ) -> Phase {
    Phase(
      name: name, words: words, second: Manifest.routed("2", changes), other: { Manifest.routed($0) }, steps: steps,
      condition: condition, prelude: gatewayFirst)
  }

  private static let shadowed: [Phase] = {
    let ends = [Manifest.strategy("Shadow", "shadow", ["mirror": "50%", "then": "End"])]
    let goesOn = [Manifest.strategy("Shadow", "shadow", ["mirror": "50%", "then": "Canary"])]
    return [
      phase("shadow-early", "before it gets copies", ends, when: starts),
      phase("shadow-late", "when it was judged as a shadow", ends, when: .settled(rollouts: 2)),
      phase("shadow-canary", "when it gets requests after copies", goesOn, when: .begun(of: second)),
    ]
  }()

  private static let tested: [Phase] = {
    let arms: JSONValue = ["arms": [["name": "b", "weight": "40%"]], "ramp": ["50%"], "for": "5s"]
    let cookie: JSONValue = ["cookie": ["name": .string(Manifest.affinityCookie)]]
    let changes = [(["traffic", "affinity"], cookie), Manifest.strategy("ABTest", "abTest", arms)]
    return [
      phase("ab-early", "before the test begins", changes, when: starts),
      phase("ab-ramp", "while the shares of a test grow", changes, when: .given(step: 0, of: second)),
      phase(
        "ab-won", "when it has won a test", changes,
        steps: [(.given(step: 1, of: second), .ask(.promoteFully, .revision(second)))], when: isPromoted),
    ]
  }()

  private static let routed = [
    phase("gateway-early", "before a route gives it anything", when: starts),
    phase("gateway-late", "at its last step, by a route", when: .weight(50, of: second)),
    phase("gateway-after", "when it has just been promoted, by a route", when: isPromoted),
    // By a Service the one write of the way back is seen at once.
    phase(
      "blue-green-back", "when one write takes it back after the switch, by a route",
      [Manifest.strategy("BlueGreen", "blueGreen", ["scaleDownDelay": "5s"])],
      steps: [(.begun(of: second), .ask(.abort, .current))], when: .rule(.rollingBack)),
  ]

  // MARK: By a Service

  private static func phase(
    _ name: String, _ words: String, strategy: (path: [String], value: JSONValue),
    steps: [(when: Condition, action: Action)] = [], when condition: Condition
  ) -> Phase {
    Phase(
      name: name, words: words, second: Manifest.model("2", [strategy]),
      other: { Manifest.model($0, [strategy]) }, steps: steps, condition: condition, prelude: firstDeployment)
  }

  private static let rolled: [Phase] = {
    let strategy = Manifest.strategy("RollingUpdate", "rollingUpdate")
    return [
      phase("rolling-early", "before its first replica is ready", strategy: strategy, when: starts),
      phase("rolling-after", "when it has just replaced the first one", strategy: strategy, when: isPromoted),
      phase(
        "rolling-back", "while the first one comes back replica by replica", strategy: strategy,
        steps: [(.begun(of: second), .ask(.abort, .current))], when: .rule(.rollingBack)),
    ]
  }()

  private static let coloured: [Phase] = {
    let strategy = Manifest.strategy("BlueGreen", "blueGreen", ["scaleDownDelay": "5s"])
    return [
      phase("blue-green-early", "before its preview", strategy: strategy, when: starts),
      phase("blue-green-after", "when it has just been promoted", strategy: strategy, when: isPromoted),
    ]
  }()

  // MARK: The way back

  private static let returning: [Phase] = {
    let baking = Manifest.model("2", [(["rollback"], ["bake": "30s"])])
    return [
      Phase(
        name: "returning", words: "on its way back", second: Manifest.second, other: { Manifest.model($0) },
        condition: .rule(.rollingBack), errorRates: [second: 0.3], prelude: firstDeployment),
      Phase(
        name: "baking", words: "while it bakes", second: baking, other: { Manifest.model($0) },
        condition: .rule(.baking), prelude: firstDeployment),
      Phase(
        name: "returned", words: "when the first version was asked for again", second: Manifest.second,
        other: { Manifest.model($0) },
        steps: [(.settled(rollouts: 2), .ask(.rollBack, .revision(Manifest.firstRevision)))],
        condition: .returning(to: Manifest.firstRevision), prelude: firstDeployment),
    ]
  }()
}
