import KubeCore
import KubeSchema

/// What makes roles and their bindings invalid.
enum RoleRules {
  private static let group: JSONValue = "rbac.authorization.k8s.io"

  static func checkRole(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    checkRules(object, isNamespaced: true)
  }

  static func checkClusterRole(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    var errors = checkRules(object, isNamespaced: false)
    guard let aggregation = object["aggregationRule"] else { return errors }
    let selectors = aggregation["clusterRoleSelectors"]?.elements ?? []
    let path = "aggregationRule.clusterRoleSelectors"
    if selectors.isEmpty {
      errors.append(.required(path, "at least one clusterRoleSelector required if aggregationRule is non-nil"))
    }
    for (position, selector) in selectors.enumerated() {
      let problems = FieldRules.selector(selector, "\(path)[\(position)]")
      errors += problems
      // The server shows what it made of the selector, which is nothing.
      if !problems.isEmpty { errors.append(.invalid("\(path)[\(position)]", .null, "invalid label selector.")) }
    }
    return errors
  }

  private static func checkRules(_ object: JSONValue, isNamespaced: Bool) -> [FieldError] {
    (object["rules"]?.elements ?? []).enumerated().flatMap { position, rule -> [FieldError] in
      let path = "rules[\(position)]"
      func isEmpty(_ name: String) -> Bool { rule[name]?.elements.isEmpty != false }
      var errors: [FieldError] = []
      if isEmpty("verbs") { errors.append(.required("\(path).verbs", "verbs must contain at least one value")) }
      if let paths = rule["nonResourceURLs"], !paths.elements.isEmpty {
        if isNamespaced {
          errors.append(
            .invalid("\(path).nonResourceURLs", paths, "namespaced rules cannot apply to non-resource URLs"))
        }
        if !isEmpty("apiGroups") || !isEmpty("resources") || !isEmpty("resourceNames") {
          errors.append(
            .invalid(
              "\(path).nonResourceURLs", paths, "rules cannot apply to both regular resources and non-resource URLs"))
        }
        return errors
      }
      if isEmpty("apiGroups") {
        errors.append(.required("\(path).apiGroups", "resource rules must supply at least one api group"))
      }
      if isEmpty("resources") {
        errors.append(.required("\(path).resources", "resource rules must supply at least one resource"))
      }
      return errors
    }
  }

  static func checkBinding(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    check(object, old, roles: ["Role", "ClusterRole"])
  }

  static func checkClusterBinding(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    check(object, old, roles: ["ClusterRole"])
  }

  private static func check(_ object: JSONValue, _ old: JSONValue?, roles: [JSONValue]) -> [FieldError] {
    let role = object["roleRef"] ?? [:]
    var errors: [FieldError] = []
    let given = FieldRules.text(role, "apiGroup")
    if given != group.string {
      errors.append(.notSupported("roleRef.apiGroup", .string(given), supported: [group]))
    }
    let kind = JSONValue.string(FieldRules.text(role, "kind"))
    if !roles.contains(kind) { errors.append(.notSupported("roleRef.kind", kind, supported: roles)) }
    if role.memberName.isEmpty {
      errors.append(.required("roleRef.name"))
    } else {
      errors += NameText.problems(ofPathSegment: role.memberName).map {
        .invalid("roleRef.name", .string(role.memberName), $0)
      }
    }
    if let old, old["roleRef"] != object["roleRef"] {
      let shown: JSONValue = ["APIGroup": .string(given), "Kind": kind, "Name": .string(role.memberName)]
      errors.append(.invalid("roleRef", ordered: shown, "cannot change roleRef"))
    }
    for (position, subject) in (object["subjects"]?.elements ?? []).enumerated() {
      errors += check(subject: subject, "subjects[\(position)]", needsNamespace: roles.count == 1)
    }
    return errors
  }

  /// - Parameter needsNamespace: whether an account must say where it is, as in a binding that has no namespace.
  private static func check(subject: JSONValue, _ path: String, needsNamespace: Bool) -> [FieldError] {
    let name = subject.memberName
    let given = FieldRules.text(subject, "apiGroup")
    var errors: [FieldError] = name.isEmpty ? [.required("\(path).name")] : []
    switch subject["kind"]?.string {
    case "ServiceAccount":
      if !name.isEmpty { errors += FieldRules.subdomain(name, "\(path).name") }
      if !given.isEmpty { errors.append(.notSupported("\(path).apiGroup", .string(given), supported: [""])) }
      if needsNamespace, FieldRules.text(subject, "namespace").isEmpty { errors.append(.required("\(path).namespace")) }
    case "User", "Group":
      if given != group.string { errors.append(.notSupported("\(path).apiGroup", .string(given), supported: [group])) }
    default:
      errors.append(
        .notSupported("\(path).kind", subject["kind"] ?? "", supported: ["ServiceAccount", "User", "Group"]))
    }
    return errors
  }
}
