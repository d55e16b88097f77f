public import KubeCore

/// What a server serves.
public struct Discovery: Sendable {
  /// A group with its versions.
  public struct Group: Sendable, Hashable {
    /// Empty for the core group.
    public var name: String
    /// The one that the server prefers comes first.
    public var versions: [String]
  }

  public var groups: [Group]
  public var resources: [ServedResource]
  /// Groups and versions whose server did not answer, such as that of an extension that is down; by `group/version`.
  public var failures: [String: KubeError]

  init(groups: [Group] = [], resources: [ServedResource] = [], failures: [String: KubeError] = [:]) {
    self.groups = groups
    self.resources = resources
    self.failures = failures
  }

  /// The resource of a kind, in the version that the server prefers or in another.
  ///
  /// - Parameters:
  ///   - group: `nil` for any group; where several have the kind, the one that the server lists first.
  ///   - version: `nil` for the version that the server prefers.
  public func resource(kind: String, group: String? = nil, version: String? = nil) -> ServedResource? {
    best(group, version) { $0.type.kind == kind }
  }

  /// The resource of a name as people write it: plural, singular, short, or with its group, such as `deploy`,
  /// `deployments.apps` or `Deployment`.
  public func resource(named name: String) -> ServedResource? {
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    guard let word = parts.first?.lowercased() else { return nil }
    let group = parts.count > 1 ? parts[1] : nil
    return best(group, nil) {
      $0.type.plural == word || $0.singular == word || $0.type.kind.lowercased() == word
        || $0.shortNames.contains(word)
    }
  }

  /// Whether a kind is served in exactly this group and version.
  public func serves(_ type: ResourceType) -> Bool { resources.contains { $0.type == type } }

  private func best(
    _ group: String?, _ version: String?, _ matches: (ServedResource) -> Bool
  ) -> ServedResource? {
    for candidate in groups where group == nil || group == candidate.name {
      for number in candidate.versions where version == nil || version == number {
        let found = resources.first {
          $0.type.group == candidate.name && $0.type.version == number && matches($0)
        }
        if let found { return found }
      }
    }
    return nil
  }
}
