import KubeCore

extension SimulatedCluster {
  /// Refuses a role or binding that would give more than its author has.
  ///
  /// - Throws: `APIFailure` 403 with the rules that go too far, 404 for a binding to a role that is not there.
  func checkEscalation(
    _ object: JSONValue, old: JSONValue?, _ definition: ResourceDefinition, _ user: UserInfo
  ) throws(APIFailure) {
    guard access.isEnforced, definition.type.group == "rbac.authorization.k8s.io",
      !user.groups.contains(UserInfo.masters)
    else { return }
    let namespace = object.namespace ?? ""
    switch definition.type.kind {
    case "Role", "ClusterRole":
      guard object["rules"] != old?["rules"] || object["aggregationRule"] != old?["aggregationRule"] else { return }
      let rules = (object["rules"]?.elements ?? []).map(AccessRule.init)
      try checkEscalation(rules, of: object, definition, user, verb: "escalate", on: definition.type.plural, namespace)
    default:
      guard object["roleRef"] != old?["roleRef"] || object["subjects"] != old?["subjects"] else { return }
      let reference = object["roleRef"] ?? [:]
      let plural = reference["kind"]?.string == "ClusterRole" ? "clusterroles" : "roles"
      let name = reference["name"]?.string ?? ""
      guard let rules = authorizer.rules(ofRole: reference, in: object.namespace) else {
        throw .notFound(definition.type, name)
      }
      try checkEscalation(rules, of: object, definition, user, verb: "bind", on: plural, namespace, name: name)
    }
  }

  private func checkEscalation(
    _ rules: [AccessRule], of object: JSONValue, _ definition: ResourceDefinition, _ user: UserInfo, verb: String,
    on plural: String, _ namespace: String, name: String? = nil
  ) throws(APIFailure) {
    let permission = AccessAttributes(
      verb: verb, group: definition.type.group, resource: plural, namespace: namespace, name: name ?? object.name)
    guard !authorizer.allows(permission, user) else { return }
    let own = authorizer.rules(of: user, in: namespace)
    let excess = rules.flatMap(\.parts).filter { part in !own.contains { $0.covers(part) } }
    guard !excess.isEmpty else { return }
    let groups = "[" + user.groups.map { "\"\($0)\"" }.joined(separator: " ") + "]"
    throw .forbidden(
      group: definition.type.group, plural: definition.type.plural, object.name,
      "user \"\(user.name)\" (groups=\(groups)) is attempting to grant RBAC permissions not currently held:\n"
        + Self.compact(excess).joined(separator: "\n"))
  }

  /// Rules in the words of the API server, with the verbs of one resource together.
  private static func compact(_ rules: [AccessRule]) -> [String] {
    var merged: [AccessRule] = []
    for rule in rules {
      let position = merged.firstIndex {
        $0.groups == rule.groups && $0.resources == rule.resources && $0.names == rule.names && $0.paths == rule.paths
      }
      if let position { merged[position].verbs += rule.verbs } else { merged.append(rule) }
    }
    return merged.map(text).sorted()
  }

  private static func text(of rule: AccessRule) -> String {
    func list(_ texts: [String]) -> String { "[" + texts.map { "\"\($0)\"" }.joined(separator: " ") + "]" }
    func part(_ name: String, _ texts: [String]) -> String? { texts.isEmpty ? nil : "\(name):\(list(texts))" }
    let parts = [
      part("APIGroups", rule.groups), part("Resources", rule.resources), part("NonResourceURLs", rule.paths),
      part("ResourceNames", rule.names), part("Verbs", rule.verbs),
    ]
    return "{" + parts.compactMap(\.self).joined(separator: ", ") + "}"
  }
}
