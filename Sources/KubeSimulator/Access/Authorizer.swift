import KubeCore

/// Decides by roles and bindings (RBAC) what a user may do.
struct Authorizer {
  /// A binding that names the user, with the rules of its role.
  struct Grant: Sendable {
    var binding: JSONValue
    var subject: JSONValue
    var rules: [AccessRule]

    /// The words of the authorizer for an action that this grant allows.
    var reason: String {
      let scope = binding.namespace.map { "\(binding.name)/\($0)" } ?? binding.name
      let kind = binding.namespace == nil ? "ClusterRoleBinding" : "RoleBinding"
      let role = binding["roleRef"] ?? [:]
      let who = subject["name"]?.string ?? ""
      let place = subject["namespace"]?.string.map { "\(who)/\($0)" } ?? who
      return "RBAC: allowed by \(kind) \"\(scope)\" of \(role["kind"]?.string ?? "") "
        + "\"\(role["name"]?.string ?? "")\" to \(subject["kind"]?.string ?? "") \"\(place)\""
    }
  }

  enum Verdict: Sendable, Hashable {
    /// With the words why; empty for those who are never asked.
    case allowed(String)
    /// With what went wrong on the way, if anything did.
    case refused(String)
  }

  private static let api = "rbac.authorization.k8s.io"

  let store: ObjectStore

  func verdict(_ action: AccessAttributes, _ user: UserInfo) -> Verdict {
    if user.groups.contains(UserInfo.masters) { return .allowed("") }
    var problems: [String] = []
    for grant in grants(to: user, in: action.namespace, &problems) where grant.rules.contains(where: { $0.allows(action) }) {
      return .allowed(grant.reason)
    }
    return .refused(problems.isEmpty ? "" : "RBAC: \(problems.count == 1 ? problems[0] : "[\(problems.joined(separator: ", "))]")")
  }

  func allows(_ action: AccessAttributes, _ user: UserInfo) -> Bool {
    if case .allowed = verdict(action, user) { return true }
    return false
  }

  /// Every rule that speaks for a user, in the whole cluster and in a namespace.
  func rules(of user: UserInfo, in namespace: String) -> [AccessRule] {
    var problems: [String] = []
    return grants(to: user, in: namespace, &problems).flatMap(\.rules)
  }

  private func grants(to user: UserInfo, in namespace: String, _ problems: inout [String]) -> [Grant] {
    var bindings = store.objects(in: Self.api + "/clusterrolebindings").map(\.value)
    if !namespace.isEmpty {
      bindings += store.objects(in: Self.api + "/rolebindings", namespace: namespace).map(\.value)
    }
    return bindings.compactMap { binding in
      guard let subject = binding["subjects"]?.elements.first(where: { Self.names($0, user, binding) }) else { return nil }
      guard let rules = rules(ofRole: binding["roleRef"] ?? [:], in: binding.namespace) else {
        problems.append(Self.missing(binding["roleRef"] ?? [:]))
        return nil
      }
      return Grant(binding: binding, subject: subject, rules: rules)
    }
  }

  /// The rules of the role that a reference names; `nil` when there is none.
  func rules(ofRole reference: JSONValue, in namespace: String?) -> [AccessRule]? {
    let isClusterRole = reference["kind"]?.string == "ClusterRole"
    let key = ObjectKey(namespace: isClusterRole ? nil : namespace, name: reference["name"]?.string ?? "")
    let storage = Self.api + (isClusterRole ? "/clusterroles" : "/roles")
    return store[StoredKey(storage: storage, key: key)].map { ($0["rules"]?.elements ?? []).map(AccessRule.init) }
  }

  private static func missing(_ reference: JSONValue) -> String {
    let plural = reference["kind"]?.string == "ClusterRole" ? "clusterrole" : "role"
    return "\(plural).\(api) \"\(reference["name"]?.string ?? "")\" not found"
  }

  private static func names(_ subject: JSONValue, _ user: UserInfo, _ binding: JSONValue) -> Bool {
    guard let name = subject["name"]?.string else { return false }
    switch subject["kind"]?.string {
    case "User": return name == user.name
    case "Group": return user.groups.contains(name)
    case "ServiceAccount":
      let namespace = subject["namespace"]?.string ?? binding.namespace ?? ""
      return user.name == "system:serviceaccount:\(namespace):\(name)"
    default: return false
    }
  }
}
