/// What the client may do in a namespace, as far as the server can list it.
public struct AccessRules: Sendable, Hashable, Decodable {
  /// Verbs on kinds of objects; `*` stands for all.
  public struct ResourceRule: Sendable, Hashable, Decodable {
    public var verbs: [String]
    public var apiGroups: [String]?
    public var resources: [String]?
    public var resourceNames: [String]?
  }

  /// Verbs on paths that are no objects; `*` at the end of a path stands for all below it.
  public struct PathRule: Sendable, Hashable, Decodable {
    public var verbs: [String]
    public var nonResourceURLs: [String]?
  }

  public var resourceRules: [ResourceRule]
  public var pathRules: [PathRule]
  /// Whether there may be more: some authorizers cannot list what they allow.
  public var isIncomplete: Bool

  private enum Key: String, CodingKey { case status, resourceRules, nonResourceRules, incomplete }

  public init(from decoder: any Decoder) throws {
    let status = try decoder.container(keyedBy: Key.self).nestedContainer(keyedBy: Key.self, forKey: .status)
    resourceRules = try status.decodeIfPresent([ResourceRule].self, forKey: .resourceRules) ?? []
    pathRules = try status.decodeIfPresent([PathRule].self, forKey: .nonResourceRules) ?? []
    isIncomplete = try status.decodeIfPresent(Bool.self, forKey: .incomplete) ?? false
  }
}
