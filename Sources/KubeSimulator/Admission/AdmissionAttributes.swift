import KubeCore

/// What somebody is about to change, as policies of admission see it.
struct AdmissionAttributes: Sendable {
  enum Operation: String, Sendable {
    case create = "CREATE"
    case update = "UPDATE"
    case delete = "DELETE"
  }

  var operation: Operation
  /// The resource that the request names.
  var definition: ResourceDefinition
  var subresource = ""
  /// The kind of the object; that of a subresource is not that of its resource.
  var apiVersion: String
  var kind: String
  /// Empty for a collection.
  var name: String
  /// Empty for what belongs to no namespace. A namespace belongs to itself.
  var namespace: String
  /// `nil` for a deletion.
  var object: JSONValue?
  /// `nil` for a creation.
  var oldObject: JSONValue?
  var user: UserInfo
  var isDryRun = false
  var options: JSONValue = [:]

  init(
    _ operation: Operation, _ definition: ResourceDefinition, name: String, namespace: String?, object: JSONValue?,
    oldObject: JSONValue?, user: UserInfo
  ) {
    self.operation = operation
    self.definition = definition
    apiVersion = definition.type.apiVersion
    kind = definition.type.kind
    self.name = name
    self.namespace = namespace ?? (definition.storage == BuiltIn.namespaces.storage ? name : "")
    self.object = object
    self.oldObject = oldObject
    self.user = user
  }

  /// The change that a write makes.
  init(_ operation: Operation, _ object: JSONValue, old: JSONValue?, _ context: WriteContext) {
    self.init(
      operation, context.definition, name: object.name, namespace: object.namespace, object: object, oldObject: old,
      user: context.user ?? .controllers)
    subresource = context.subresource ?? ""
    isDryRun = context.isDryRun
    let kind = operation == .create ? "CreateOptions" : context.operation == .apply ? "PatchOptions" : "UpdateOptions"
    options = ["kind": .string(kind), "apiVersion": "meta.k8s.io/v1", "fieldManager": .string(context.manager)]
    if isDryRun { options["dryRun"] = ["All"] }
    guard subresource == "scale", let paths = context.definition.scale else { return }
    apiVersion = "autoscaling/v1"
    self.kind = "Scale"
    self.object = SimulatedCluster.scale(of: object, paths)
    oldObject = old.map { SimulatedCluster.scale(of: $0, paths) }
  }

  /// What is created below an object: a binding, an eviction, a request for a token.
  init(creating object: JSONValue, _ request: ResourceRequest, _ name: String) {
    self.init(
      .create, request.definition, name: name, namespace: request.namespace, object: object, oldObject: nil,
      user: request.user)
    subresource = request.subresource ?? ""
    apiVersion = object["apiVersion"]?.string ?? ""
    kind = object["kind"]?.string ?? ""
    isDryRun = request.isDryRun
  }

  /// Whether the namespace that the change concerns is the object itself.
  var isNamespace: Bool { definition.storage == BuiltIn.namespaces.storage }

  /// `request`, as expressions see it.
  ///
  /// - Parameter matched: the version of the resource that a policy names.
  func request(as matched: ResourceDefinition) -> JSONValue {
    var request: JSONObject = [
      "kind": kindMember(apiVersion(in: matched)), "resource": Self.resource(matched),
      "requestKind": kindMember(apiVersion), "requestResource": Self.resource(definition),
      "operation": .string(operation.rawValue), "dryRun": .bool(isDryRun), "options": options,
    ]
    for (member, text) in [
      ("subResource", subresource), ("requestSubResource", subresource), ("name", name), ("namespace", namespace),
    ] where !text.isEmpty { request[member] = .string(text) }
    request["userInfo"] = SimulatedCluster.value(of: user)
    return .object(request)
  }

  /// An object in the version that a policy names.
  func view(_ object: JSONValue?, as matched: ResourceDefinition) -> JSONValue {
    guard let object, subresource.isEmpty || subresource == "status" else { return object ?? .null }
    return SimulatedCluster.view(object, matched)
  }

  private func apiVersion(in matched: ResourceDefinition) -> String {
    kind == definition.type.kind ? matched.type.apiVersion : apiVersion
  }

  private func kindMember(_ apiVersion: String) -> JSONValue {
    let (group, version) = Self.split(apiVersion)
    return ["group": .string(group), "version": .string(version), "kind": .string(kind)]
  }

  private static func resource(_ definition: ResourceDefinition) -> JSONValue {
    let type = definition.type
    return ["group": .string(type.group), "version": .string(type.version), "resource": .string(type.plural)]
  }

  /// Group and version of `group/version`.
  static func split(_ apiVersion: String) -> (group: String, version: String) {
    let parts = apiVersion.split(separator: "/", maxSplits: 1).map(String.init)
    return parts.count == 2 ? (parts[0], parts[1]) : ("", apiVersion)
  }
}

extension UserInfo {
  /// The cluster's own controllers.
  static let controllers = UserInfo(name: "system:kube-controller-manager", groups: [authenticated])
}
