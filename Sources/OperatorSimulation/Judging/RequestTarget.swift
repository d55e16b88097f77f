import KubeClient
import KubeCore

/// What a request is about.
struct RequestTarget {
  /// `services`, `apps/deployments`, ...
  var resource: String
  var subresource: String?
  var namespace: String?
  var name: String?
  var verb: String

  /// - Returns: `nil` for a path that is not one of a resource.
  init?(_ request: KubeRequest) {
    var parts = request.path.split(separator: "/").map(String.init)[...]
    guard let root = parts.popFirst() else { return nil }
    var group = ""
    if root == "apis" {
      guard let name = parts.popFirst() else { return nil }
      group = name + "/"
    } else if root != "api" {
      return nil
    }
    guard parts.popFirst() != nil else { return nil }
    if parts.first == "namespaces", parts.count > 2 {
      parts.removeFirst()
      namespace = parts.popFirst()
    }
    guard let plural = parts.popFirst() else { return nil }
    resource = group + plural
    name = parts.popFirst()
    subresource = parts.popFirst()
    let isWatch = request.query.contains { $0.name == "watch" }
    verb =
      switch request.method {
      case .options: ""
      case .get, .head: isWatch ? "watch" : name == nil ? "list" : "get"
      case .post: "create"
      case .put: "update"
      case .patch: "patch"
      case .delete: "delete"
      }
  }

  /// What one must be allowed to do, such as `patch services`.
  var permission: String { "\(verb) \([resource, subresource].compactMap { $0 }.joined(separator: "/"))" }

  var key: ObjectKey? { name.map { ObjectKey(namespace: namespace, name: $0) } }

  /// The kind, if it is one of those that rollouts are made of.
  var kind: ClusterView.Kind? {
    let kind = ClusterView.kind(ofStorage: resource)
    return kind == .pod || kind == .event ? nil : kind
  }
}
