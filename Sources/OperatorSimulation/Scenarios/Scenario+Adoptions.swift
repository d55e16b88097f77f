import KubeCore

/// What ran before, and what runs on afterwards.
extension Scenario {
  static let adoptions: [Scenario] = [adoption, adoptionOfService, left, leftInTheMiddle, leftAndTakenUp]

  private static let labels: JSONValue = ["app": "old"]
  private static let predecessor: JSONValue = [
    "metadata": ["name": .string(Manifest.predecessor.name)],
    "spec": [
      "replicas": 3, "selector": ["matchLabels": labels],
      "template": [
        "metadata": ["labels": labels],
        "spec": ["containers": [["name": "server", "image": "registry.example/server:0"]]],
      ],
    ],
  ]
  private static let service: JSONValue = [
    "metadata": ["name": .string(key.name)], "spec": ["selector": labels, "ports": [["port": 80, "targetPort": 8080]]],
  ]
  private static let others = [
    (path: "/apis/apps/v1/namespaces/ml/deployments", object: predecessor),
    (path: "/api/v1/namespaces/ml/services", object: service),
  ]

  private static func adopting(_ adoption: JSONValue) -> JSONValue {
    Manifest.model("1", [(["adoption"], adoption)])
  }

  package static let adoption = Scenario(
    name: "adoption", sentence: "A Deployment and its Service are taken over without a gap.",
    steps: [
      Step(when: .later(seconds: 5), action: .apply(adopting(["service": true, "deployment": "old"])))
    ], end: .adopted(rollouts: 1), others: others)

  static let adoptionOfService = Scenario(
    name: "adoption-of-service", sentence: "A Service is taken over, and the Deployment behind it is left alone.",
    steps: [Step(when: .later(seconds: 5), action: .apply(adopting(["service": true])))],
    end: .adopted(rollouts: 1), others: others)

  private static let orphaning: (path: [String], value: JSONValue) = (["deletionPolicy"], "Orphan")

  /// The operator has taken note of the policy: what is deleted before goes as the server's users ask for.
  private static let hasHeeded = Condition.settled(rollouts: 1)

  package static let left = Scenario(
    name: "left", sentence: "The ModelDeployment is deleted, and all that runs goes on by its deletion policy.",
    prelude: firstDeployment.name,
    steps: [
      Step(when: .always, action: .apply(Manifest.model("1", [orphaning]))),
      Step(when: hasHeeded, action: .delete()),
    ], end: .orphaned)

  static let leftInTheMiddle = Scenario(
    "left-in-the-middle", "The ModelDeployment is deleted in the middle of a rollout, and all that runs goes on.",
    second: Manifest.model("2", [orphaning]),
    then: [(.weight(25, of: Manifest.secondRevision), .delete())], end: .orphaned)

  static let leftAndTakenUp = Scenario(
    name: "left-and-taken-up", sentence: "What a ModelDeployment has left is taken up by another one of its name.",
    prelude: firstDeployment.name,
    steps: [
      Step(when: .always, action: .apply(Manifest.model("1", [orphaning]))),
      Step(when: hasHeeded, action: .delete()),
      Step(when: .orphaned, action: .apply(adopting(["service": true]))),
    ], end: .adopted(rollouts: 1))
}
