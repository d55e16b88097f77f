import KubeCore

extension Manifest {
  /// What runs the model before it is adopted.
  static let predecessor = ObjectKey(namespace: "ml", name: "old")

  /// A ModelDeployment whose specification is another in some fields.
  static func model(_ version: String, _ changes: [(path: [String], value: JSONValue)]) -> JSONValue {
    var object = model(version)
    for change in changes { object[["spec"] + change.path] = change.value }
    return object
  }

  /// The same with a route that divides the traffic, instead of replicas.
  static func routed(_ version: String, _ changes: [(path: [String], value: JSONValue)] = []) -> JSONValue {
    model(version, [(["traffic"], ["router": ["gatewayAPI": [:]]])] + changes)
  }

  /// The change that makes a rollout follow another strategy.
  static func strategy(
    _ type: String, _ member: String? = nil, _ settings: JSONValue = [:]
  ) -> (path: [String], value: JSONValue) {
    var strategy: JSONValue = ["type": .string(type), "progressDeadline": "120s"]
    if let member { strategy[member] = settings }
    return (["strategy"], strategy)
  }
}
