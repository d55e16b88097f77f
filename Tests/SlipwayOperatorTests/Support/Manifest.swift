import KubeCore

/// The objects that the tests apply.
enum Manifest {
  static let namespaces = ["ml", "shop"]

  static func path(_ namespace: String) -> String { "/apis/slipway.dev/v1alpha1/namespaces/\(namespace)/modeldeployments" }

  /// A ModelDeployment whose rollouts take about a minute.
  static func model(
    _ version: String = "1", name: String = "fraud", namespace: String = "ml", replicas: Int64 = 3,
    steps: JSONValue = [["weight": "25%"], ["weight": "50%"]]
  ) -> JSONValue {
    [
      "apiVersion": "slipway.dev/v1alpha1", "kind": "ModelDeployment",
      "metadata": ["name": .string(name), "namespace": .string(namespace)],
      "spec": [
        "replicas": .integer(replicas),
        "model": ["uri": .string("s3://models/\(name)/\(version)"), "format": "sklearn"],
        "runtime": ["image": "registry.example/server:1", "port": 8080],
        "strategy": ["type": "Canary", "canary": ["steps": steps], "progressDeadline": "60s"],
        "analysis": [
          "interval": "1s", "block": "5s", "dwell": "3s", "minimumRequests": 50, "inconclusiveAfter": "10m",
          "metrics": [
            ["name": "errors", "errorRate": ["ignoreBelow": "1%", "margin": "100%", "acceptBelow": "3%"]]
          ],
        ],
      ],
    ]
  }
}
