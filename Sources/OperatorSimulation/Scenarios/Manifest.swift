import KubeClient
import KubeCore
import KubeSimulator
import SlipwayAPI

/// The objects that users apply.
enum Manifest {
  /// A text that users trust to Slipway and that must turn up nowhere else.
  static let secret = "swordfish-2c1f"
  static let approval = "slipway.dev/promote"

  /// Installs the definition, a namespace and a node.
  static func prepare(_ cluster: inout SimulatedCluster, at now: Timestamp) {
    cluster.call(
      .post, "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", CustomResourceDefinition.modelDeployment,
      at: now)
    cluster.call(.post, "/api/v1/namespaces", ["metadata": ["name": "ml"]], at: now)
    cluster.call(.post, "/api/v1/nodes", ["metadata": ["name": "node-1"]], at: now)
  }

  static func path(_ namespace: String) -> String { "/apis/slipway.dev/v1alpha1/namespaces/\(namespace)/modeldeployments" }

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

  static func revision(of object: JSONValue) -> String {
    guard case .success(let model) = ModelDeployment.validated(object) else { return "" }
    return model.revision
  }
}
