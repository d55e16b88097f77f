public import KubeCore

/// One rule of the operator's role.
public struct OperatorRule: Sendable, Hashable {
  /// The API group; empty for the core group.
  public var group: String
  /// Plural names, with a subresource after a slash.
  public var resources: [String]
  public var verbs: [String]
  /// Why it is needed, in sentences.
  public var reason: String?

  init(_ group: String, _ resources: [String], _ verbs: [String], _ reason: String? = nil) {
    (self.group, self.resources, self.verbs, self.reason) = (group, resources, verbs, reason)
  }

  init(_ type: ResourceType, subresource: String? = nil, _ verbs: [String], _ reason: String? = nil) {
    self.init(type.group, [type.plural + (subresource.map { "/\($0)" } ?? "")], verbs, reason)
  }

  /// As a Role holds it.
  public var json: JSONValue {
    [
      "apiGroups": [.string(group)], "resources": .array(resources.map { .string($0) }),
      "verbs": .array(verbs.map { .string($0) }),
    ]
  }
}
