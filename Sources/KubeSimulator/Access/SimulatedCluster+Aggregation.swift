import KubeCore

extension SimulatedCluster {
  /// Makes up the rules of cluster roles that aggregate others.
  ///
  /// A role may be a part of a role that is itself a part: it goes on until nothing changes.
  mutating func aggregateRoles(now: Timestamp) {
    let roles = store.objects(in: BuiltIn.clusterRoles.storage).map(\.value)
    for _ in roles where !aggregateOnce(now: now) { return }
  }

  private mutating func aggregateOnce(now: Timestamp) -> Bool {
    let roles = store.objects(in: BuiltIn.clusterRoles.storage).map(\.value)
    var hasChanged = false
    for role in roles {
      guard let selectors = role["aggregationRule"]?["clusterRoleSelectors"]?.elements else { continue }
      let rules = Self.rules(of: roles.filter { $0.name != role.name }, selectedBy: selectors)
      guard rules != role["rules"]?.elements ?? [] else { continue }
      hasChanged = true
      applyRules(rules, to: role, now: now)
    }
    return hasChanged
  }

  private static func rules(of roles: [JSONValue], selectedBy selectors: [JSONValue]) -> [JSONValue] {
    var rules: [JSONValue] = []
    for selector in selectors.compactMap({ try? JSONCoding.decode(LabelSelector.self, from: $0) }) {
      for role in roles where selector.matches(role.labels) {
        for rule in role["rules"]?.elements ?? [] where !rules.contains(rule) { rules.append(rule) }
      }
    }
    return rules
  }

  /// The controller applies the rules, so that they are its own.
  private mutating func applyRules(_ rules: [JSONValue], to role: JSONValue, now: Timestamp) {
    var context = WriteContext(BuiltIn.clusterRoles, manager: "clusterrole-aggregation-controller", now: now)
    context.operation = .apply
    var configuration: JSONValue = [
      "apiVersion": .string(BuiltIn.clusterRoles.type.apiVersion), "kind": "ClusterRole",
      "metadata": ["name": .string(role.name)],
    ]
    if !rules.isEmpty { configuration["rules"] = .array(rules) }
    guard case .applied(let new) = context.fieldManager.apply(configuration, to: role, force: true) else { return }
    _ = try? update(role, to: new, context, managesFields: false)
  }
}
