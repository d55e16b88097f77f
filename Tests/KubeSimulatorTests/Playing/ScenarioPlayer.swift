import KubeClient
import KubeCore

@testable import KubeSimulator

/// Does to a simulated cluster what was done to a real one.
struct ScenarioPlayer {
  private var cluster = TestCluster()
  private static let namespace = "scenario"

  init() { cluster.post("/api/v1/namespaces", ["metadata": ["name": .string(Self.namespace)]]) }

  private func fill(_ path: String) -> String { path.replacing("{ns}", with: Self.namespace) }

  func items(_ path: String) -> [JSONValue] {
    var cluster = cluster
    return cluster.items(fill(path))
  }

  /// - Returns: the answer, where one is compared.
  mutating func act(_ action: JSONValue) -> JSONValue? {
    defer { cluster.now = cluster.now + .seconds(1) }
    let count = action["count"]?.integer.map { Int($0) }
    let image = action["image"]?.string
    switch action["do"]?.string {
    case "request": request(action)
    case "ready": makeReady(count, image)
    case "unready":
      for pod in pods("Running", image).prefix(count ?? 0) { setReady(pod, false) }
    case "end": end(count ?? 0, succeeds: action["succeeds"]?.bool == true)
    case "wait":
      cluster.now = cluster.now + .seconds(action["seconds"]?.integer ?? 0)
      cluster.cluster.settle(at: cluster.now)
    case "evict": return evict()
    default: break
    }
    return nil
  }

  private mutating func request(_ action: JSONValue) {
    let method = KubeRequest.Method(rawValue: action["method"]?.string ?? "") ?? .get
    cluster.send(
      method, fill(action["path"]?.string ?? ""), action["body"], type: action["type"]?.string ?? "application/json")
  }

  /// The pods in a phase that are not being deleted, oldest first.
  private func pods(_ phase: String?, _ image: String?) -> [JSONValue] {
    items("/api/v1/namespaces/{ns}/pods").filter { pod in
      let isMeant = phase.map { pod["status"]?["phase"]?.string == $0 } ?? !PodFacts.isFinished(pod)
      let runs = pod["spec"]?["containers"]?[0]?["image"]?.string ?? ""
      return isMeant && !pod.isDeleting && image.map { runs.hasSuffix(":" + $0) } ?? true
    }.sorted { ($0.creationTime ?? .init(seconds: 0), $0.name) < ($1.creationTime ?? .init(seconds: 0), $1.name) }
  }

  private mutating func makeReady(_ count: Int?, _ image: String?) {
    for _ in 0..<min(count ?? 60, 60) {
      guard let pod = pods("Pending", image).first else { return }
      setReady(pod, true)
    }
  }

  private mutating func setReady(_ pod: JSONValue, _ isReady: Bool) {
    let condition: JSONValue = [
      "type": "Ready", "status": isReady ? "True" : "False", "lastTransitionTime": .string(cluster.now.text),
    ]
    patch(pod, ["phase": "Running", "conditions": [condition]])
  }

  private mutating func end(_ count: Int, succeeds: Bool) {
    for pod in pods(nil, nil).sorted(by: { $0.name < $1.name }).prefix(count) {
      let end: JSONValue = [
        "exitCode": succeeds ? 0 : 1, "reason": succeeds ? "Completed" : "Error",
        "finishedAt": .string(cluster.now.text), "startedAt": .string(cluster.now.text),
      ]
      let container: JSONValue = [
        "name": "work", "image": "i", "imageID": "", "ready": false, "restartCount": 0, "state": ["terminated": end],
      ]
      patch(pod, ["phase": succeeds ? "Succeeded" : "Failed", "containerStatuses": [container]])
    }
  }

  private mutating func patch(_ pod: JSONValue, _ status: JSONValue) {
    cluster.merge(fill("/api/v1/namespaces/{ns}/pods/\(pod.name)/status"), ["status": status])
  }

  private mutating func evict() -> JSONValue? {
    guard let pod = pods("Running", nil).first else { return nil }
    let reply = cluster.send(
      .post, fill("/api/v1/namespaces/{ns}/pods/\(pod.name)/eviction"),
      ["apiVersion": "policy/v1", "kind": "Eviction", "metadata": ["name": .string(pod.name)]])
    var answer: JSONObject = ["status": .integer(Int64(reply.status))]
    for field in ["reason", "message"] { answer[field] = reply.body[field] }
    answer["causes"] = reply.body["details"]?["causes"] ?? .null
    return .object(answer)
  }
}
