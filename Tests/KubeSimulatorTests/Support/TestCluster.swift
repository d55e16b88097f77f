import KubeClient
import KubeCore
import KubeSimulator

/// A simulated cluster with a clock of its own and short ways to talk to it.
struct TestCluster {
  var cluster: SimulatedCluster
  var now = Timestamp(seconds: 1_790_000_000)

  init(seed: UInt64 = 1, runsControllers: Bool = true) {
    cluster = SimulatedCluster(seed: seed, start: Timestamp(seconds: 1_790_000_000))
    cluster.runsControllers = runsControllers
  }

  struct Reply {
    var status: Int
    var body: JSONValue
  }

  @discardableResult
  mutating func send(
    _ method: KubeRequest.Method, _ target: String, _ body: JSONValue? = nil, type: String = "application/json",
    accept: String? = nil
  ) -> Reply {
    let answer = cluster.handle(makeRequest(method, target, body, type: type, accept: accept), at: now)
    guard case .bytes(let bytes) = answer.body else { return Reply(status: answer.status, body: .null) }
    return Reply(status: answer.status, body: (try? JSONParser.parse(bytes)) ?? .null)
  }

  func makeRequest(
    _ method: KubeRequest.Method, _ target: String, _ body: JSONValue? = nil, type: String = "application/json",
    accept: String? = nil
  ) -> KubeRequest {
    let parts = target.split(separator: "?", maxSplits: 1)
    let query = (parts.count > 1 ? parts[1] : "").split(separator: "&").map { field in
      let pair = field.split(separator: "=", maxSplits: 1)
      let value = pair.count > 1 ? PercentEncoding.decode(pair[1], plusIsSpace: true) ?? "" : ""
      return KubeRequest.Field(String(pair[0]), value)
    }
    var headers = [KubeRequest.Field("Content-Type", type), KubeRequest.Field("User-Agent", "tester/1.0")]
    if let accept { headers.append(KubeRequest.Field("Accept", accept)) }
    return KubeRequest(
      method: method, path: String(parts[0]), query: query, headers: headers, body: body.map { JSONWriter.write($0) })
  }

  mutating func get(_ target: String) -> JSONValue { send(.get, target).body }

  @discardableResult
  mutating func post(_ target: String, _ body: JSONValue) -> JSONValue { send(.post, target, body).body }

  @discardableResult
  mutating func merge(_ target: String, _ body: JSONValue) -> Reply {
    send(.patch, target, body, type: "application/merge-patch+json")
  }

  @discardableResult
  mutating func apply(_ target: String, _ body: JSONValue, manager: String, force: Bool = false) -> Reply {
    send(
      .patch, "\(target)?fieldManager=\(manager)\(force ? "&force=true" : "")", body,
      type: "application/apply-patch+yaml")
  }

  mutating func items(_ target: String) -> [JSONValue] { get(target)["items"]?.elements ?? [] }

  /// Opens a watch.
  mutating func watch(_ target: String) -> WatchCursor? {
    let separator = target.contains("?") ? "&" : "?"
    let answer = cluster.handle(makeRequest(.get, target + separator + "watch=true"), at: now)
    if case .watch(let cursor) = answer.body { return cursor }
    return nil
  }

  /// What a watch says now, and whether it has ended.
  func events(_ cursor: inout WatchCursor) -> (events: [JSONValue], isFinished: Bool) {
    var events: [JSONValue] = []
    while true {
      switch cluster.read(&cursor, at: now) {
      case .lines(let bytes):
        events += bytes.split(separator: UInt8(ascii: "\n")).compactMap { try? JSONParser.parse(Array($0)) }
      case .idle: return (events, false)
      case .finished: return (events, true)
      }
    }
  }
}

/// Objects that many tests use.
enum Sample {
  static let pods = "/api/v1/namespaces/default/pods"
  static let deployments = "/apis/apps/v1/namespaces/default/deployments"
  static let replicaSets = "/apis/apps/v1/namespaces/default/replicasets"
  static let configMaps = "/api/v1/namespaces/default/configmaps"

  static func deployment(
    _ name: String = "web", replicas: Int64 = 3, image: String = "registry.example/model:1"
  ) -> JSONValue {
    [
      "apiVersion": "apps/v1", "kind": "Deployment", "metadata": ["name": .string(name)],
      "spec": [
        "replicas": .integer(replicas), "selector": ["matchLabels": ["app": .string(name)]],
        "template": [
          "metadata": ["labels": ["app": .string(name)]],
          "spec": [
            "containers": [
              [
                "name": "server", "image": .string(image),
                "ports": [["name": "http", "containerPort": 8080]],
              ]
            ]
          ],
        ],
      ],
    ]
  }

  static func readyStatus(address: String = "127.0.0.2", isReady: Bool = true) -> JSONValue {
    [
      "status": [
        "phase": "Running", "podIP": .string(address),
        "conditions": [["type": "Ready", "status": isReady ? "True" : "False"]],
      ]
    ]
  }

  static func configMap(_ name: String, _ data: JSONValue = ["a": "1"]) -> JSONValue {
    ["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": .string(name)], "data": data]
  }
}
