import KubeClient
import KubeCore
import KubeTypes
import Testing

/// A namespace of its own for one case, on one of the servers.
struct Scene: Sendable {
  var client: KubeClient
  let namespace: String
  let simulator: SimulatedServer?

  static let configMapType = ResourceType(group: "", version: "v1", kind: "ConfigMap", plural: "configmaps")
  static let definitionType = ResourceType(
    group: "apiextensions.k8s.io", version: "v1", kind: "CustomResourceDefinition",
    plural: "customresourcedefinitions", isNamespaced: false)

  var maps: API<DynamicObject> { client.api(Self.configMapType, namespace: namespace) }
  var services: API<Service> { client.api(Service.self, namespace: namespace) }
  var deployments: API<DynamicObject> { client.api(Deployment.resourceType, namespace: namespace) }
  var namespaces: API<Namespace> { client.api(Namespace.self) }

  /// A ConfigMap as it is sent.
  static func map(
    _ name: String, _ data: JSONValue = ["a": "1"], labels: [String: String] = [:]
  ) -> DynamicObject {
    var object: JSONValue = ["metadata": ["name": .string(name)], "data": data]
    if !labels.isEmpty { object[["metadata", "labels"]] = JSONValue(labels) }
    return DynamicObject(object)
  }

  /// A Deployment without any copies: nothing has to run for it.
  static func deployment(_ name: String, image: String = "registry.example/a:1") -> DynamicObject {
    DynamicObject([
      "metadata": ["name": .string(name)],
      "spec": [
        "replicas": 0, "selector": ["matchLabels": ["app": .string(name)]],
        "template": [
          "metadata": ["labels": ["app": .string(name)]],
          "spec": [
            "containers": [["name": "a", "image": .string(image)]], "hostAliases": [["ip": "10.0.0.1"]],
          ],
        ],
      ],
    ])
  }

  func makeMap(
    _ name: String, _ data: JSONValue = ["a": "1"], labels: [String: String] = [:]
  ) async throws(KubeError) -> DynamicObject {
    try await maps.create(Self.map(name, data, labels: labels))
  }

  /// The error that an operation ends with.
  func error<Value>(_ operation: () async throws(KubeError) -> Value) async -> KubeError? {
    do throws(KubeError) {
      _ = try await operation()
      return nil
    } catch {
      return error
    }
  }

  /// What a watch tells until it ends: `ADDED name`, and so on.
  func told(_ stream: WatchStream<DynamicObject>) async throws(KubeError) -> [String] {
    var events = stream.makeAsyncIterator()
    var told: [String] = []
    while let event = try await events.next() {
      switch event {
      case .added(let object): told.append("ADDED \(object.name)")
      case .modified(let object): told.append("MODIFIED \(object.name)")
      case .deleted(let object): told.append("DELETED \(object.name)")
      case .bookmark: continue
      }
    }
    // What a real cluster's controllers put into each namespace.
    return told.filter { !$0.hasSuffix(".crt") }
  }

  /// A watch of the ConfigMaps that lasts for a moment.
  func shortWatch(
    from version: String?, _ change: (inout WatchOptions) -> Void = { _ in }
  ) async throws(KubeError) -> WatchStream<DynamicObject> {
    var options = WatchOptions(from: version)
    options.lasting = .seconds(2) ... .seconds(2)
    change(&options)
    return try await maps.watch(options)
  }
}

/// Plays a case in a namespace of its own, which goes away afterwards.
///
/// - Parameter enforcesAccess: whether the simulator has roles, as the real server has; they take time to set up.
func withScene(
  _ server: ConformanceServer, enforcesAccess: Bool = false, _ play: (Scene) async throws -> Void
) async throws {
  let name = "conformance-\(String(UInt64.random(in: 0..<UInt64.max), radix: 36))"
  let simulator = server == .simulator ? SimulatedServer(enforcesAccess: enforcesAccess) : nil
  let client = try simulator.map { KubeClient(transport: $0.transport) } ?? ConformanceServer.realClient.get()
  let namespaces = client.api(Namespace.self)
  _ = try await namespaces.create(
    Namespace(metadata: ObjectMeta(name: name, labels: ["app.kubernetes.io/managed-by": "kube-conformance-tests"])))
  let outcome: Result<Void, any Error>
  do {
    try await play(Scene(client: client, namespace: name, simulator: simulator))
    outcome = .success(())
  } catch {
    outcome = .failure(error)
  }
  do throws(KubeError) {
    try await namespaces.delete(name)
  } catch {
    // The case may have deleted it itself; with what it held, it goes in its own time.
    guard [.notFound, .conflict].contains(error.code) else { throw error }
  }
  try outcome.get()
}
