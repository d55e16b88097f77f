import KubeCore

/// Names and objects of others.
extension Scenario {
  static let troubles: [Scenario] = [nameTaken, revisionNameTaken]

  private static let services = "/api/v1/namespaces/ml/services"
  private static let shop: JSONValue = ["selector": ["app": "shop"], "ports": [["port": 80]]]

  package static let nameTaken = Scenario(
    name: "name-taken", sentence: "A Service of somebody else has the name, until it is deleted.",
    steps: [
      Step(when: .always, action: .apply(Manifest.first)),
      Step(when: .stalled(seconds: 20), action: .remove(path: services + "/fraud")),
    ], end: .settled(rollouts: 1), others: [(services, ["metadata": ["name": "fraud"], "spec": shop])])

  private static let revisionService = "fraud-\(Manifest.secondRevision)"

  static let revisionNameTaken = Scenario(
    name: "revision-name-taken", sentence: "A Service of somebody else has the name of a revision's, until it is deleted.",
    steps: [
      Step(when: .always, action: .apply(Manifest.first)),
      Step(when: .settled(rollouts: 1), action: .apply(Manifest.second)),
      Step(when: .stalled(seconds: 20), action: .remove(path: "\(services)/\(revisionService)")),
    ], end: .settled(rollouts: 2), others: [(services, ["metadata": ["name": .string(revisionService)], "spec": shop])])
}
