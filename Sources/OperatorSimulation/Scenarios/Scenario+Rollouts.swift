import KubeCore

/// Rollouts that nobody meddles with.
extension Scenario {
  static let rollouts: [Scenario] = [
    canaryPromoted, canaryRolledBack, firstDeployment, neverReady, neverReadyFirst, firstMended, longWay, oneReplica,
    outOfReach, manyNeighbours,
  ]

  package static let firstDeployment = Scenario(
    name: "first-deployment", sentence: "The first version comes up and gets all traffic.",
    steps: [Step(when: .always, action: .apply(Manifest.first))], end: .settled(rollouts: 1))

  package static let canaryPromoted = Scenario(
    "canary-promoted", "A good second version passes its steps and is promoted.")

  package static let canaryRolledBack = Scenario(
    "canary-rolled-back", "A second version that fails requests is taken back.",
    errorRates: [Manifest.secondRevision: 0.3])

  package static let neverReady = Scenario(
    "never-ready", "The pods of the second version never get ready.", broken: [Manifest.secondRevision])

  static let neverReadyFirst = Scenario(
    name: "never-ready-first", sentence: "The pods of the first version never get ready, until it is replaced.",
    steps: [
      Step(when: .always, action: .apply(Manifest.second)),
      Step(when: .stalled(seconds: 20), action: .apply(Manifest.first)),
    ], end: .settled(rollouts: 2), broken: [Manifest.secondRevision])

  static let firstMended = Scenario(
    name: "first-replaced", sentence: "A second version is applied before the first one is ready.",
    steps: [
      Step(when: .always, action: .apply(Manifest.first)),
      Step(when: .always, action: .apply(Manifest.second)),
    ], end: .serving(Manifest.secondRevision), hasManyWays: true)

  static let longWay = Scenario(
    "many-steps", "The way to promotion has four steps.",
    second: Manifest.model(
      "2", steps: .array(["25%", "40%", "50%", "75%"].map { ["weight": .string($0)] })))

  private static let half: JSONValue = [["weight": "50%"]]

  static let oneReplica = Scenario(
    name: "one-replica", sentence: "A version with a single replica is replaced by another one.",
    steps: [
      Step(when: .always, action: .apply(Manifest.model("1", replicas: 1, steps: half))),
      Step(when: .settled(rollouts: 1), action: .apply(Manifest.model("2", replicas: 1, steps: half))),
    ], end: .settled(rollouts: 2))

  static let outOfReach = Scenario(
    "out-of-reach", "A step asks for a share that so few replicas cannot give, until the author changes it.",
    second: Manifest.model("2", steps: [["weight": "5%"]]),
    then: [(.stalled(seconds: 20), .apply(Manifest.second))])

  static let manyNeighbours = Scenario(
    name: "many", sentence: "A version is replaced while eleven other ModelDeployments come up.",
    steps: [
      Step(when: .always, action: .apply(Manifest.first)),
      Step(when: .settled(rollouts: 1), action: .apply(Manifest.second)),
    ], end: .settled(rollouts: 2), others: (1...11).map { (Manifest.path("ml"), Manifest.neighbour($0)) })
}
