public import KubeCore

/// A kind that the server serves, in one version of its group.
public struct ServedResource: Sendable, Hashable {
  public var type: ResourceType
  public var singular: String
  /// Such as `deploy` for deployments.
  public var shortNames: [String]
  /// Such as `all`.
  public var categories: [String]
  /// What can be done with it, such as `get` and `watch`.
  public var verbs: [String]
  /// Such as `status` and `scale`.
  public var subresources: [String]

  public func supports(_ verb: String) -> Bool { verbs.contains(verb) }
}
