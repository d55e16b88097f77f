import KubeCore

/// One resource or subresource in an `APIResourceList`.
enum DiscoveryEntry {
  static let verbs: [JSONValue] = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"]
  /// Custom resources list the same verbs in another order.
  static let customVerbs: [JSONValue] = [
    "delete", "deletecollection", "get", "list", "patch", "create", "update", "watch",
  ]
  static let subresourceVerbs: [JSONValue] = ["get", "patch", "update"]

  static func entries(_ definition: ResourceDefinition) -> [JSONValue] {
    var main: JSONObject = [
      "name": .string(definition.type.plural), "singularName": .string(definition.singular),
      "namespaced": .bool(definition.type.isNamespaced), "kind": .string(definition.type.kind),
      "verbs": .array(definition.isCustom ? customVerbs : verbs),
    ]
    if !definition.shortNames.isEmpty { main["shortNames"] = .array(definition.shortNames.map { .string($0) }) }
    if !definition.categories.isEmpty { main["categories"] = .array(definition.categories.map { .string($0) }) }
    main["storageVersionHash"] = .string(StorageVersionHash.text(definition.type))
    return [.object(main)] + subresources(definition).map { entry($0, definition) }
  }

  static func virtual(_ type: ResourceType) -> JSONValue {
    [
      "name": .string(type.plural), "singularName": .string(type.kind.lowercased()),
      "namespaced": .bool(type.isNamespaced), "kind": .string(type.kind), "verbs": ["create"],
    ]
  }

  /// A subresource with the kind that it takes and gives.
  struct Subresource {
    var name: String
    var group: String?
    var version: String?
    var kind: String
    var verbs: [JSONValue]
  }

  static func subresources(_ definition: ResourceDefinition) -> [Subresource] {
    var result: [Subresource] = []
    let kind = definition.type.kind
    if definition.storage == BuiltIn.pods.storage {
      result.append(Subresource(name: "attach", kind: "PodAttachOptions", verbs: ["create", "get"]))
      result.append(Subresource(name: "binding", kind: "Binding", verbs: ["create"]))
      result.append(Subresource(name: "ephemeralcontainers", kind: kind, verbs: subresourceVerbs))
      result.append(
        Subresource(name: "eviction", group: "policy", version: "v1", kind: "Eviction", verbs: ["create"]))
      result.append(Subresource(name: "exec", kind: "PodExecOptions", verbs: ["create", "get"]))
      result.append(Subresource(name: "log", kind: kind, verbs: ["get"]))
      result.append(Subresource(name: "portforward", kind: "PodPortForwardOptions", verbs: ["create", "get"]))
      result.append(Subresource(name: "resize", kind: kind, verbs: subresourceVerbs))
    }
    if definition.storage == BuiltIn.signingRequests.storage {
      result.append(Subresource(name: SigningRequestFields.approval, kind: kind, verbs: subresourceVerbs))
    }
    if definition.storage == BuiltIn.namespaces.storage {
      result.append(Subresource(name: "finalize", kind: kind, verbs: ["update"]))
    }
    let scale = Subresource(
      name: "scale", group: "autoscaling", version: "v1", kind: "Scale", verbs: subresourceVerbs)
    let status = Subresource(name: "status", kind: kind, verbs: subresourceVerbs)
    if definition.scale != nil { result.append(scale) }
    if definition.hasStatus { result.append(status) }
    return definition.isCustom ? result.reversed() : result
  }

  /// Whether a resource has a subresource; tokens are listed nowhere.
  static func has(_ name: String, _ definition: ResourceDefinition) -> Bool {
    subresources(definition).contains { $0.name == name }
      || name == "token" && definition.storage == BuiltIn.serviceAccounts.storage
  }

  private static func entry(_ subresource: Subresource, _ definition: ResourceDefinition) -> JSONValue {
    var object: JSONObject = [
      "name": .string("\(definition.type.plural)/\(subresource.name)"), "singularName": "",
      "namespaced": .bool(definition.type.isNamespaced),
    ]
    object["group"] = .text(subresource.group)
    object["version"] = .text(subresource.version)
    object["kind"] = .string(subresource.kind)
    object["verbs"] = .array(subresource.verbs)
    return .object(object)
  }
}
