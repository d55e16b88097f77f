import Foundation
import KubeClient
import KubeConnection
import KubeCore
import KubeSimulator
import SlipwayAPI

@testable import TrafficRouters

/// An API server with the definitions of the routers' kinds, and the writes of a router to it.
struct RouterCluster {
  enum Failure: Error { case refused(String) }

  /// The published definitions, where they lie beside the checkout and where `ROUTER_CRDS` says that there are more.
  static let definitions: [JSONValue] = {
    let beside = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().appending(
        path: "shared/crds")
    let named = ProcessInfo.processInfo.environment["ROUTER_CRDS"].map { URL(filePath: $0) }
    return ([beside] + [named].compactMap(\.self)).flatMap(definitions(in:))
  }()

  private static func definitions(in folder: URL) -> [JSONValue] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?.sorted() ?? []
    if files.isEmpty { print("Skipped: no published definitions in \(folder.path)") }
    return files.flatMap { file -> [JSONValue] in
      let text = (try? String(contentsOf: folder.appending(path: file), encoding: .utf8)) ?? ""
      return (try? YAMLParser.documents(text)) ?? []
    }.filter { $0["kind"] == "CustomResourceDefinition" }
  }

  /// Whether objects of a kind are held to a schema: of the API server itself or a published one.
  static func isDefined(_ kind: RouteKind) -> Bool {
    [.service, .ingress].contains(kind)
      || definitions.contains { $0[["metadata", "name"]]?.string == kind.resourceType.qualifiedName }
  }

  private static let now = Timestamp(seconds: 1_790_000_000)
  private static let loaded = {
    var cluster = RouterCluster(cluster: SimulatedCluster(seed: 7, start: now))
    cluster.load()
    // The owner of the routes is not there, and the garbage collector would notice.
    cluster.cluster.runsControllers = false
    return cluster
  }()

  private var cluster: SimulatedCluster
  private let namespace = "ml"

  private init(cluster: SimulatedCluster) { self.cluster = cluster }

  static func make() -> RouterCluster { loaded }

  private mutating func load() {
    _ = send(.post, "/api/v1/namespaces", ["metadata": ["name": .string(namespace)]])
    for kind in RouteKind.allCases where !kind.resourceType.group.isEmpty && kind != .ingress {
      let published = Self.definitions.first { $0[["metadata", "name"]]?.string == kind.resourceType.qualifiedName }
      _ = send(
        .post, "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", published ?? Self.anything(kind.resourceType))
    }
  }

  /// A definition that takes every object, for a kind whose own is not at hand.
  private static func anything(_ type: ResourceType) -> JSONValue {
    [
      "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
      "metadata": [
        "name": .string(type.qualifiedName),
        // Groups of Kubernetes' own are protected: a definition in one of them says who has approved it.
        "annotations": ["api-approved.kubernetes.io": "unapproved, experimental-only"],
      ],
      "spec": [
        "group": .string(type.group), "scope": "Namespaced",
        "names": [
          "kind": .string(type.kind), "plural": .string(type.plural), "singular": .string(type.kind.lowercased()),
        ],
        "versions": [
          [
            "name": .string(type.version), "served": true, "storage": true,
            "schema": ["openAPIV3Schema": ["type": "object", "x-kubernetes-preserve-unknown-fields": true]],
          ]
        ],
      ],
    ]
  }

  /// The objects of some kinds, as they are stored.
  mutating func objects(_ kinds: [RouteKind]) -> [RouteObject] {
    kinds.flatMap { kind in
      let list = send(.get, kind.resourceType.path(namespace: namespace), nil).body
      return (list["items"]?.elements ?? []).map { item in
        var object = item
        object["apiVersion"] = .string(kind.resourceType.apiVersion)
        object["kind"] = .string(kind.rawValue)
        return RouteObject(kind, object)
      }
    }
  }

  /// Carries out a write as the operator does.
  mutating func perform(_ write: RouteWrite) throws {
    let object = write.object
    let path = object.kind.resourceType.path(namespace: namespace, name: object.name)
    let answer =
      switch write {
      case .declare: send(.patch, path, object.content, apply: "slipway-traffic")
      case .delete: send(.delete, path, nil)
      case .edit(_, let changes): send(.patch, path, changes)
      }
    guard answer.status < 300 else {
      throw Failure.refused("\(object.kind) \(object.name): \(answer.body["message"]?.string ?? "\(answer.body)")")
    }
  }

  /// Creates an object as a user does.
  mutating func create(_ object: RouteObject) throws {
    let answer = send(.post, object.kind.resourceType.path(namespace: namespace), object.content)
    guard answer.status < 300 else { throw Failure.refused("\(answer.body)") }
  }

  private mutating func send(
    _ method: KubeRequest.Method, _ path: String, _ body: JSONValue?, apply manager: String? = nil
  ) -> (status: Int, body: JSONValue) {
    var query = [KubeRequest.Field("fieldValidation", "Strict")]
    var type = method == .patch ? "application/merge-patch+json" : "application/json"
    if let manager {
      query += [KubeRequest.Field("fieldManager", manager), KubeRequest.Field("force", "true")]
      type = "application/apply-patch+yaml"
    }
    let request = KubeRequest(
      method: method, path: path, query: method == .get || method == .delete ? [] : query,
      headers: body == nil ? [] : [KubeRequest.Field("Content-Type", type)], body: body.map { JSONWriter.write($0) },
      timeout: nil)
    let answer = cluster.handle(request, at: Self.now)
    guard case .bytes(let bytes) = answer.body else { return (answer.status, .null) }
    return (answer.status, (try? JSONParser.parse(bytes)) ?? .null)
  }
}
