import KubeClient
import KubeCore
import KubeSimulator
import SlipwayAPI
import Workloads

/// A cluster with many ModelDeployments that serve, each with its record, its Deployment, two Services, a budget
/// and three pods.
///
/// One is brought up by the operator itself; the others are copies of what it made. Copies are written as clients write
/// them, so that each object has a uid and a version of its own, and names its own owner.
enum Fleet {
  static let namespace = "ml"
  static let replicas = 3
  /// Objects of the operator's kinds for each ModelDeployment, itself included.
  static let objectsPerModel = 6 + replicas
  private static let prototype = "prototype"

  static func name(_ number: Int) -> String {
    let digits = String(number)
    return "model-" + String(repeating: "0", count: max(0, 5 - digits.count)) + digits
  }

  static func path(_ number: Int) -> String {
    "/apis/slipway.dev/v1alpha1/namespaces/\(namespace)/modeldeployments/\(name(number))"
  }

  static func emptyCluster(at now: Timestamp) -> SimulatedCluster {
    var cluster = SimulatedCluster(seed: 1, start: now)
    cluster.addNode("node-1", at: now)
    for definition in CustomResourceDefinition.all {
      cluster.post("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", definition, at: now)
    }
    cluster.post("/api/v1/namespaces", ["metadata": ["name": .string(namespace)]], at: now)
    return cluster
  }

  static func manifest(_ name: String) -> JSONValue {
    [
      "apiVersion": "slipway.dev/v1alpha1", "kind": "ModelDeployment",
      "metadata": ["name": .string(name), "namespace": .string(namespace), "labels": ["team": "risk"]],
      "spec": [
        "replicas": .integer(Int64(replicas)), "model": ["uri": "s3://models/fraud/1", "format": "sklearn"],
        "runtime": [
          "image": "registry.example/server:1", "port": 8080,
          "resources": ["requests": ["cpu": "500m", "memory": "1Gi"], "limits": ["cpu": "1", "memory": "1Gi"]],
          "env": [["name": "LOG_LEVEL", "value": "info"], ["name": "MODEL_CACHE", "value": "/var/cache/models"]],
        ],
        "strategy": ["type": "Canary", "canary": ["steps": [["weight": "25%"], ["weight": "50%"]]]],
        "analysis": ["metrics": [["name": "errors", "errorRate": ["ignoreBelow": "1%"]]]],
      ],
    ]
  }

  /// What the operator makes of one ModelDeployment, once it serves, by the collection that it lies in.
  private static func template(from cluster: SimulatedCluster) -> [(collection: String, object: JSONValue)]? {
    let world = VirtualCluster(cluster)
    let collection = "/apis/slipway.dev/v1alpha1/namespaces/\(namespace)/modeldeployments"
    _ = world.call(.post, collection, manifest(prototype))
    let replica = world.start("prototype", elects: false)
    let path = collection + "/" + prototype
    let served = world.advance(atMost: .seconds(300)) {
      world.call(.get, path)["status"]?["conditions"]?.elements.contains {
        $0["type"] == "Ready" && $0["status"] == "True"
      }
        ?? false
    }
    guard served != nil else { return nil }
    world.advance(atMost: .seconds(120))
    replica.task.cancel()
    world.settle()
    let children = [
      "/apis/apps/v1/namespaces/\(namespace)/controllerrevisions",
      "/apis/apps/v1/namespaces/\(namespace)/deployments", "/api/v1/namespaces/\(namespace)/services",
      "/apis/policy/v1/namespaces/\(namespace)/poddisruptionbudgets", "/api/v1/namespaces/\(namespace)/pods",
    ].flatMap { collection in
      (world.call(.get, collection)["items"]?.elements ?? []).map { (collection: collection, object: $0) }
    }
    return [(collection: collection, object: world.call(.get, path))] + children
  }

  /// - Returns: `nil` when the operator does not bring the first one up.
  static func make(_ count: Int, at now: Timestamp) -> SimulatedCluster? {
    var cluster = emptyCluster(at: now)
    guard let template = template(from: cluster) else { return nil }
    cluster.runsControllers = false
    for number in 0..<count {
      var owner: JSONValue?
      for (collection, object) in template {
        owner =
          cluster.copy(object, to: collection, renaming: prototype, to: name(number), owner: owner, at: now) ?? owner
      }
    }
    cluster.compact()
    return cluster
  }
}

extension SimulatedCluster {
  mutating func scale(_ path: String, to replicas: Int64, at now: Timestamp) {
    _ = send(
      .patch, path, ["spec": ["replicas": .integer(replicas)]], type: "application/merge-patch+json", at: now)
  }

  @discardableResult
  fileprivate mutating func post(_ path: String, _ body: JSONValue, at now: Timestamp) -> JSONValue {
    send(.post, path, body, at: now)
  }

  private mutating func send(
    _ method: KubeRequest.Method, _ path: String, _ body: JSONValue, type: String = "application/json",
    at now: Timestamp
  ) -> JSONValue {
    let answer = handle(
      KubeRequest(method: method, path: path, headers: [.init("Content-Type", type)], body: JSONWriter.write(body)),
      at: now)
    guard case .bytes(let bytes) = answer.body, answer.status < 300 else { return .null }
    return (try? JSONParser.parse(bytes)) ?? .null
  }

  /// - Parameter owner: the uid of the object that the copy names as its owner; `nil` for one that has none.
  /// - Returns: the copy's uid, when it has no owner.
  fileprivate mutating func copy(
    _ object: JSONValue, to collection: String, renaming old: String, to new: String, owner: JSONValue?,
    at now: Timestamp
  ) -> JSONValue? {
    var copy = object.renaming(old, to: new)
    for field in ["uid", "resourceVersion", "managedFields", "creationTimestamp", "generation", "selfLink"] {
      copy[["metadata", field]] = nil
    }
    copy[["spec", "clusterIP"]] = nil
    copy[["spec", "clusterIPs"]] = nil
    if let owner, var references = copy[["metadata", "ownerReferences"]]?.elements, !references.isEmpty {
      // A pod belongs to a ReplicaSet, which nobody looks at here.
      if references[0]["kind"] == "ModelDeployment" { references[0]["uid"] = owner }
      copy[["metadata", "ownerReferences"]] = .array(references)
    }
    let created = send(.post, collection, copy, at: now)
    if let status = copy["status"], status != [:] {
      var written = created
      written["status"] = status
      _ = send(.put, collection + "/" + (created["metadata"]?["name"]?.string ?? "") + "/status", written, at: now)
    }
    return owner == nil ? created["metadata"]?["uid"] : nil
  }
}

extension JSONValue {
  /// The same value with one text in the place of another, in all strings and names.
  fileprivate func renaming(_ old: String, to new: String) -> JSONValue {
    switch self {
    case .string(let text): return .string(text.replacing(old, with: new))
    case .array(let elements): return .array(elements.map { $0.renaming(old, to: new) })
    case .object(let members):
      return .object(JSONObject(members.map { ($0.key.replacing(old, with: new), $0.value.renaming(old, to: new)) }))
    default: return self
    }
  }
}
