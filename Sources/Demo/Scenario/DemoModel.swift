import KubeCore
import SlipwayAPI

/// The ModelDeployment that the demo applies.
struct DemoModel: Sendable {
  /// The name under which the kubelet knows this program as an image.
  static let image = "localhost/slipway:demo"
  /// The name under which it knows the program that serves the candidate, where there is one.
  static let candidateImage = "localhost/candidate:demo"
  static let replicas = 3

  let configuration: DemoConfiguration
  let namespace: String

  var name: String { configuration.modelSet.rawValue }

  /// The object with one version of the model. Times are short, since nobody wants to watch for an hour.
  func object(version: String) -> JSONValue {
    let path = path(version)
    return [
      "apiVersion": .string(ModelDeployment.resourceType.apiVersion), "kind": "ModelDeployment",
      "metadata": ["name": .string(name), "namespace": .string(namespace)],
      "spec": [
        "replicas": .integer(Int64(Self.replicas)),
        "model": ["uri": .string("file://" + path), "format": "custom", "name": .string(name)],
        "runtime": runtime(version: version, path: path),
        "strategy": configuration.scenario.strategy(arms: version == Scenario.stableVersion ? [] : arms),
        "traffic": traffic,
        "analysis": analysis,
      ],
    ]
  }

  private var analysis: JSONValue {
    var analysis = Self.analysis
    // Another kind of server has other answer times: the two are not compared.
    if configuration.candidateProgram != nil {
      analysis["metrics"] = .array((analysis["metrics"]?.elements ?? []).filter { $0["name"] != "latency" })
    }
    guard let prometheus = configuration.prometheus else { return analysis }
    analysis["source"] = ["prometheus": ["address": .string(prometheus), "window": "10s"]]
    return analysis
  }

  private func path(_ version: String) -> String {
    "\(configuration.examples)/models/\(configuration.modelSet.rawValue)/\(version).json"
  }

  /// The version that is applied, and one with wrong answers.
  private var arms: [JSONValue] {
    [
      ["name": "better", "weight": "30%"],
      [
        "name": "wrong", "weight": "20%", "env": [["name": "MODEL", "value": .string(path("wrong-scaling"))]],
      ],
    ]
  }

  private var traffic: JSONValue {
    var traffic: JSONValue = ["router": configuration.router.settings]
    // Whoever has met an arm is to stay with it.
    if configuration.scenario == .abTest { traffic["affinity"] = ["cookie": [:]] }
    return traffic
  }

  private func runtime(version: String, path: String) -> JSONValue {
    guard version == configuration.scenario.candidateVersion, configuration.candidateProgram != nil else {
      return [
        "image": .string(Self.image),
        "args": [
          "model-server", "--model", "$(MODEL)", "--name", .string(name), "--host", "$(POD_IP)", "--port", "8080",
        ],
        "env": [["name": "MODEL", "value": .string(path)]],
        "terminationGracePeriod": "10s",
      ]
    }
    return [
      "image": .string(Self.candidateImage), "terminationGracePeriod": "10s",
      "env": [["name": "SLIPWAY_HOST", "value": "$(POD_IP)"], ["name": "SLIPWAY_DRAIN_SECONDS", "value": "3"]],
    ]
  }

  /// What the kubelet runs for each image.
  var images: [String: [String]] {
    var images = [Self.image: [configuration.program]]
    if let program = configuration.candidateProgram { images[Self.candidateImage] = [program] }
    return images
  }

  /// Judged against stable, with tolerances that suit servers that share one machine with everything else.
  private static let analysis: JSONValue = [
    "interval": "1s", "block": "10s", "dwell": "3s", "minimumRequests": 50, "inconclusiveAfter": "3m",
    "metrics": [
      ["name": "errors", "errorRate": ["ignoreBelow": "1%", "margin": "100%", "acceptBelow": "3%"]],
      [
        "name": "latency",
        "latency": [
          "maxIncrease": "100%", "margin": "300%", "ignoreBelow": "20%", "acceptBelow": "25%", "warmUp": "2s",
        ],
      ],
      ["name": "accuracy", "accuracy": ["maxDecrease": "5%"]],
    ],
  ]
}
