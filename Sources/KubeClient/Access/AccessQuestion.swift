public import KubeCore

/// What somebody would like to do.
public struct AccessQuestion: Sendable, Hashable {
  enum Target: Sendable, Hashable {
    case resource(group: String, resource: String, subresource: String?, name: String?, namespace: String?)
    case path(String)
  }

  var verb: String
  var target: Target

  /// Something with objects.
  ///
  /// - Parameters:
  ///   - verb: such as `get`, `list`, `watch`, `create`, `update`, `patch`, `delete`; `*` for all.
  ///   - resource: the plural name; `*` for all.
  ///   - group: empty for the core group; `*` for all.
  ///   - namespace: `nil` for all namespaces, or for cluster-scoped kinds.
  ///   - name: `nil` for all names.
  public init(
    _ verb: String, _ resource: String, group: String = "", subresource: String? = nil, namespace: String? = nil,
    name: String? = nil
  ) {
    self.verb = verb
    target = .resource(
      group: group, resource: resource, subresource: subresource, name: name, namespace: namespace)
  }

  /// Something with objects of a kind.
  public init(_ verb: String, _ type: ResourceType, namespace: String? = nil, name: String? = nil) {
    self.init(verb, type.plural, group: type.group, namespace: namespace, name: name)
  }

  /// Something with a path that is no object, such as `/metrics`.
  public init(_ verb: String, path: String) {
    self.verb = verb
    target = .path(path)
  }

  var attributes: JSONObject {
    switch target {
    case .path(let path): return ["nonResourceAttributes": ["path": .string(path), "verb": .string(verb)]]
    case .resource(let group, let resource, let subresource, let name, let namespace):
      var attributes: JSONValue = ["verb": .string(verb), "resource": .string(resource)]
      attributes["namespace"] = namespace.map { .string($0) }
      attributes["group"] = group.isEmpty ? nil : .string(group)
      attributes["subresource"] = subresource.map { .string($0) }
      attributes["name"] = name.map { .string($0) }
      return ["resourceAttributes": attributes]
    }
  }
}
