/// A kind of object as the API serves it: group, version, kind, plural name and scope.
public struct ResourceType: Sendable, Hashable {
  /// The API group; empty for the core group.
  public var group: String
  public var version: String
  public var kind: String
  /// The plural name, as it stands in paths.
  public var plural: String
  public var isNamespaced: Bool

  public init(group: String, version: String, kind: String, plural: String, isNamespaced: Bool = true) {
    self.group = group
    self.version = version
    self.kind = kind
    self.plural = plural
    self.isNamespaced = isNamespaced
  }

  /// `group/version`, or the version alone in the core group.
  public var apiVersion: String { group.isEmpty ? version : "\(group)/\(version)" }

  /// The path of the group and version: `/api/v1` or `/apis/apps/v1`.
  public var groupVersionPath: String { group.isEmpty ? "/api/\(version)" : "/apis/\(group)/\(version)" }

  /// `plural.group`, as server messages name a resource.
  public var qualifiedName: String { group.isEmpty ? plural : "\(plural).\(group)" }

  /// The path of a collection, or of an object in it, or of its subresource.
  ///
  /// - Parameters:
  ///   - namespace: `nil` means all namespaces for a namespaced kind; ignored for a cluster-scoped one.
  ///   - name: `nil` for the collection.
  public func path(namespace: String? = nil, name: String? = nil, subresource: String? = nil) -> String {
    var path = groupVersionPath
    if isNamespaced, let namespace { path += "/namespaces/\(PercentEncoding.pathSegment(namespace))" }
    path += "/\(plural)"
    if let name { path += "/\(PercentEncoding.pathSegment(name))" }
    if let subresource { path += "/\(subresource)" }
    return path
  }
}
