import KubeClient
import KubeCore
import KubeSimulator
import SlipwayAPI

/// The objects that the tests apply.
enum Manifest {
  static let namespaces = ["ml", "shop"]

  /// Installs the definition, the namespaces and a node.
  static func prepare(_ cluster: inout SimulatedCluster, at now: Timestamp) {
    let definition = CustomResourceDefinition.modelDeployment
    cluster.create("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", definition, at: now)
    for namespace in namespaces {
      cluster.create("/api/v1/namespaces", ["metadata": ["name": .string(namespace)]], at: now)
    }
    cluster.create("/api/v1/nodes", ["metadata": ["name": "node-1"]], at: now)
  }

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
        "strategy": ["type": "Canary", "canary": ["steps": steps, "progressDeadline": "60s"]],
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

extension SimulatedCluster {
  /// Sends a request as an administrator would.
  @discardableResult
  mutating func call(
    _ method: KubeRequest.Method, _ target: String, _ body: JSONValue? = nil, type: String = "application/json",
    at now: Timestamp
  ) -> (status: Int, body: JSONValue) {
    let parts = target.split(separator: "?", maxSplits: 1).map(String.init)
    let query = (parts.count > 1 ? parts[1] : "").split(separator: "&").map { field in
      let pair = field.split(separator: "=", maxSplits: 1).map(String.init)
      return KubeRequest.Field(pair[0], pair.count > 1 ? pair[1] : "")
    }
    let answer = handle(
      KubeRequest(
        method: method, path: parts[0], query: query,
        headers: [.init("Content-Type", type), .init("User-Agent", "kubectl/1.36")],
        body: body.map { JSONWriter.write($0) }), at: now)
    guard case .bytes(let bytes) = answer.body else { return (answer.status, .null) }
    return (answer.status, (try? JSONParser.parse(bytes)) ?? .null)
  }

  @discardableResult
  mutating func create(_ path: String, _ body: JSONValue, at now: Timestamp) -> JSONValue {
    call(.post, path, body, at: now).body
  }
}
