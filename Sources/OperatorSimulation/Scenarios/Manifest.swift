import KubeClient
import KubeCore
import KubeSimulator
import SlipwayAPI

/// The objects that users apply.
enum Manifest {
  /// A text that users trust to Slipway and that must turn up nowhere else.
  static let secret = "swordfish-2c1f"
  static let approval = ModelDeployment.promoteAnnotation
  /// What keeps clients with the version that they met first, where that is asked for.
  static let affinityCookie = "arm"

  /// Installs the definitions, a namespace and a node.
  static func prepare(_ cluster: inout SimulatedCluster, at now: Timestamp) {
    for definition in CustomResourceDefinition.all {
      cluster.call(.post, "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", definition, at: now)
    }
    cluster.call(.post, "/api/v1/namespaces", ["metadata": ["name": "ml"]], at: now)
    cluster.call(.post, "/api/v1/nodes", ["metadata": ["name": "node-1"]], at: now)
  }

  /// Installs what routes need.
  static func prepareGateway(_ cluster: inout SimulatedCluster, at now: Timestamp) {
    cluster.call(.post, "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", LocalGateway.definition, at: now)
  }

  static func path(_ namespace: String) -> String { "/apis/slipway.dev/v1alpha1/namespaces/\(namespace)/modeldeployments" }

  /// Another ModelDeployment, small, beside the one that a scenario is about.
  static func neighbour(_ number: Int, version: String = "1") -> JSONValue {
    var object = model(version, replicas: 1, steps: [["weight": "50%"]])
    object[["metadata", "name"]] = .string("neighbour-\(number)")
    return object
  }

  /// A ModelDeployment whose rollouts take less than a minute.
  static func model(
    _ version: String, replicas: Int64 = 3, steps: JSONValue = [["weight": "25%"], ["weight": "50%"]],
    paused: Bool = false
  ) -> JSONValue {
    [
      "apiVersion": "slipway.dev/v1alpha1", "kind": "ModelDeployment",
      "metadata": ["name": "fraud", "namespace": "ml"],
      "spec": [
        "replicas": .integer(replicas), "paused": .bool(paused),
        "model": ["uri": .string("s3://models/fraud/\(version)"), "format": "sklearn"],
        "runtime": [
          "image": "registry.example/server:1", "port": 8080, "env": [["name": "TOKEN", "value": .string(secret)]],
        ],
        "strategy": ["type": "Canary", "canary": ["steps": steps], "progressDeadline": "120s"],
        "analysis": [
          "interval": "1s", "block": "5s", "dwell": "3s", "minimumRequests": 600,
          "inconclusiveAfter": "10m",
          "metrics": [
            ["name": "errors", "errorRate": ["ignoreBelow": "1%", "margin": "100%", "acceptBelow": "3%"]]
          ],
        ],
      ],
    ]
  }

  static let first = model("1")
  static let second = model("2")
  static let third = model("3")
  static let firstRevision = revision(of: first)
  static let secondRevision = revision(of: second)
  static let thirdRevision = revision(of: third)

  /// The second version, with a step that waits for a person.
  static let heldSecond = model("2", steps: [["weight": "25%"], ["hold": [:]], ["weight": "50%"]])

  /// The second version with a mistake that the schema lets pass.
  static let invalid: JSONValue = {
    var object = second
    object[["spec", "strategy", "canary", "steps"]] = [["weight": "50%"], ["weight": "25%"]]
    return object
  }()

  static func analyzed(_ object: JSONValue, minimumRequests: Int64) -> JSONValue {
    var object = object
    object[["spec", "analysis", "minimumRequests"]] = .integer(minimumRequests)
    return object
  }

  /// A request of a verb.
  static func request(_ number: Int, _ verb: RolloutVerb, revision: String?, step: Int?) -> JSONValue {
    var spec: JSONValue = [
      "deployment": .string(Scenario.key.name), "verb": .string(verb.rawValue), "by": "ana", "reason": "seen by hand",
    ]
    spec["revision"] = revision.map { .string($0) }
    spec["step"] = step.map { .integer(Int64($0)) }
    return [
      "apiVersion": "slipway.dev/v1alpha1", "kind": "RolloutRequest",
      "metadata": ["name": .string("request-\(number)")], "spec": spec,
    ]
  }

  static func revision(of object: JSONValue) -> String {
    guard case .success(let model) = ModelDeployment.validated(object) else { return "" }
    return model.revision
  }
}
