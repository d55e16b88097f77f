import KubeCore

extension Scenario {
  private static let first = Manifest.model("1")
  private static let second = Manifest.model("2")
  private static let third = Manifest.model("3")
  private static let secondRevision = Manifest.revision(of: second)

  /// All scenarios, the most important first.
  package static let all: [Scenario] = [
    canaryPromoted, canaryRolledBack, firstDeployment, abort, newSpec, deletion, recreation, neverReady, pausedAndResumed,
    held, scaledUp, nameTaken,
  ]

  package static func named(_ name: String) -> Scenario? { all.first { $0.name == name } }

  package static let firstDeployment = Scenario(
    name: "first-deployment", sentence: "The first version comes up and gets all traffic.",
    steps: [Step(when: .always, action: .apply(first))], end: .settled(rollouts: 1))

  package static let canaryPromoted = Scenario(
    name: "canary-promoted", sentence: "A good second version passes its steps and is promoted.",
    prelude: firstDeployment.name, steps: [Step(when: .always, action: .apply(second))], end: .settled(rollouts: 2))

  package static let canaryRolledBack = Scenario(
    name: "canary-rolled-back", sentence: "A second version that fails requests is taken back.",
    prelude: firstDeployment.name, steps: [Step(when: .always, action: .apply(second))], end: .settled(rollouts: 2),
    errorRates: [secondRevision: 0.3])

  package static let abort = Scenario(
    name: "abort", sentence: "The author takes the second version back in the middle of its rollout.",
    prelude: firstDeployment.name,
    steps: [
      Step(when: .always, action: .apply(second)),
      Step(when: .weight(25, of: secondRevision), action: .apply(first)),
    ], end: .settled(rollouts: 2))

  package static let newSpec = Scenario(
    name: "new-spec", sentence: "A third version replaces the second one in the middle of its rollout.",
    prelude: firstDeployment.name,
    steps: [
      Step(when: .always, action: .apply(second)),
      Step(when: .weight(25, of: secondRevision), action: .apply(third)),
    ], end: .settled(rollouts: 3))

  package static let deletion = Scenario(
    name: "deletion", sentence: "The ModelDeployment is deleted in the middle of a rollout.",
    prelude: firstDeployment.name,
    steps: [
      Step(when: .always, action: .apply(second)), Step(when: .weight(25, of: secondRevision), action: .delete()),
    ], end: .gone)

  package static let recreation = Scenario(
    name: "recreation", sentence: "The ModelDeployment is deleted in the middle of a rollout and made anew at once.",
    prelude: firstDeployment.name,
    steps: [
      Step(when: .always, action: .apply(second)),
      Step(when: .weight(25, of: secondRevision), action: .delete()), Step(when: .always, action: .apply(first)),
    ], end: .settled(rollouts: 1))

  package static let neverReady = Scenario(
    name: "never-ready", sentence: "The pods of the second version never get ready.",
    prelude: firstDeployment.name, steps: [Step(when: .always, action: .apply(second))], end: .settled(rollouts: 2),
    broken: [secondRevision])

  package static let pausedAndResumed = Scenario(
    name: "paused", sentence: "The rollout is paused in its middle, and goes on half a minute later.",
    prelude: firstDeployment.name,
    steps: [
      Step(when: .always, action: .apply(second)),
      Step(when: .weight(25, of: secondRevision), action: .apply(Manifest.model("2", paused: true))),
      Step(when: .paused(seconds: 30), action: .apply(second)),
    ], end: .settled(rollouts: 2))

  private static let heldSteps: JSONValue = [["weight": "25%"], ["hold": [:]], ["weight": "50%"]]

  package static let held = Scenario(
    name: "held", sentence: "A step waits until a person approves it.",
    prelude: firstDeployment.name,
    steps: [
      Step(when: .always, action: .apply(Manifest.model("2", steps: heldSteps))),
      Step(when: .held, action: .approve),
    ], end: .settled(rollouts: 2))

  package static let scaledUp = Scenario(
    name: "scaled-up", sentence: "The number of replicas is raised in the middle of a rollout.",
    prelude: firstDeployment.name,
    steps: [
      Step(when: .always, action: .apply(second)),
      Step(when: .weight(25, of: secondRevision), action: .apply(Manifest.model("2", replicas: 5))),
    ], end: .settled(rollouts: 2))

  private static let services = "/api/v1/namespaces/ml/services"

  package static let nameTaken = Scenario(
    name: "name-taken", sentence: "A Service of somebody else has the name, until it is deleted.",
    steps: [
      Step(when: .always, action: .apply(first)),
      Step(when: .stalled(seconds: 20), action: .remove(path: services + "/fraud")),
    ], end: .settled(rollouts: 1),
    others: [
      (services, ["metadata": ["name": "fraud"], "spec": ["selector": ["app": "shop"], "ports": [["port": 80]]]])
    ])
}
