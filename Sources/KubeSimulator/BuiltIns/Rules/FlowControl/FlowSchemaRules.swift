import KubeCore
import KubeSchema

/// What makes the schemas of flow control invalid.
///
/// Source: `pkg/apis/flowcontrol/validation`.
enum FlowSchemaRules {
  static func check(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    let spec = object["spec"] ?? [:]
    var errors = checkPrecedence(spec["matchingPrecedence"]?.integer ?? 0, object.name)
    let methods = ["ByNamespace", "ByUser"]
    if let method = spec["distinguisherMethod"], !methods.contains(FieldRules.text(method, "type")) {
      errors.append(
        .notSupported(
          "spec.distinguisherMethod.type", ordered: ["Type": .string(FieldRules.text(method, "type"))],
          supported: methods.map { .string($0) }))
    }
    let level = spec["priorityLevelConfiguration"]?.memberName ?? ""
    errors +=
      level.isEmpty
      ? [.required("spec.priorityLevelConfiguration.name", "must reference a priority level")]
      : FieldRules.subdomain(level, "spec.priorityLevelConfiguration.name")
    for (position, rule) in (spec["rules"]?.elements ?? []).enumerated() {
      errors += check(rule: rule, "spec.rules[\(position)]")
    }
    return errors + checkConditions(object)
  }

  private static func checkPrecedence(_ number: Int64, _ name: String) -> [FieldError] {
    let problem: String? =
      switch number {
      case ...0: "must be a positive value"
      case 10_001...: "must not be greater than 10000"
      case 1 where name != "exempt": "only the schema named 'exempt' may have matchingPrecedence 1"
      default: nil
      }
    return problem.map { [.invalid("spec.matchingPrecedence", .integer(number), $0)] } ?? []
  }

  /// The conditions of a schema or a level, each of a type of its own.
  static func checkConditions(_ object: JSONValue) -> [FieldError] {
    var seen: Set<String> = []
    return (object["status"]?["conditions"]?.elements ?? []).enumerated().flatMap { position, condition in
      let (type, field) = (FieldRules.text(condition, "type"), "status.conditions[\(position)].type")
      let twice: [FieldError] = seen.insert(type).inserted ? [] : [.duplicate(field, .string(type))]
      return twice + (type.isEmpty ? [.required(field)] : [])
    }
  }

  // MARK: - Rules

  private static func check(rule: JSONValue, _ path: String) -> [FieldError] {
    let subjects = rule["subjects"]?.elements ?? []
    var errors: [FieldError] =
      subjects.isEmpty ? [.required("\(path).subjects", "subjects must contain at least one value")] : []
    for (position, subject) in subjects.enumerated() {
      errors += check(subject: subject, "\(path).subjects[\(position)]")
    }
    let (resources, paths) = (rule["resourceRules"]?.elements ?? [], rule["nonResourceRules"]?.elements ?? [])
    if resources.isEmpty, paths.isEmpty {
      errors.append(.required(path, "at least one of resourceRules and nonResourceRules has to be non-empty"))
    }
    for (position, rule) in resources.enumerated() {
      errors += checkResources(rule, "\(path).resourceRules[\(position)]")
    }
    for (position, rule) in paths.enumerated() {
      errors += checkPaths(rule, "\(path).nonResourceRules[\(position)]")
    }
    return errors
  }

  private static func check(subject: JSONValue, _ path: String) -> [FieldError] {
    let members = ["ServiceAccount": "serviceAccount", "User": "user", "Group": "group"]
    let kind = FieldRules.text(subject, "kind")
    guard let member = members[kind] else {
      return [
        .notSupported("\(path).kind", .string(kind), supported: members.keys.sorted().map { .string($0) })
      ]
    }
    var errors: [FieldError] = []
    if let who = subject[member] {
      errors += check(name: who.memberName, ofAccount: kind == "ServiceAccount" ? who : nil, "\(path).\(member)")
    } else {
      errors.append(.required("\(path).\(member)", "\(member) is required when subject kind is '\(kind)'"))
    }
    for other in ["ServiceAccount", "User", "Group"] where other != kind {
      guard let name = members[other], subject[name] != nil else { continue }
      errors.append(.forbidden("\(path).\(name)", "\(name) is forbidden when subject kind is not '\(other)'"))
    }
    return errors
  }

  private static func check(name: String, ofAccount account: JSONValue?, _ path: String) -> [FieldError] {
    guard let account else { return name.isEmpty ? [.required("\(path).name")] : [] }
    let namespace = FieldRules.text(account, "namespace")
    var errors: [FieldError] = name.isEmpty ? [.required("\(path).name")] : []
    if !name.isEmpty, name != "*" { errors += FieldRules.subdomain(name, "\(path).name") }
    return errors
      + (namespace.isEmpty
        ? [.required("\(path).namespace", "must specify namespace for service account")]
        : FieldRules.label(namespace, "\(path).namespace"))
  }

  // MARK: - What a rule covers

  private static let verbs = ["create", "delete", "deletecollection", "get", "list", "patch", "proxy", "update", "watch"]

  private static func checkVerbs(_ rule: JSONValue, _ path: String) -> [FieldError] {
    let given = rule["verbs"]?.elements ?? []
    let errors = checkList(rule, "verbs", path, "verbs must contain at least one value", "verbs")
    guard errors.isEmpty, !given.contains("*"), !given.allSatisfy({ verbs.contains($0.string ?? "") }) else {
      return errors
    }
    return [.notSupported("\(path).verbs", .array(given), supported: verbs.map { .string($0) })]
  }

  /// A list that may not be empty, and in which `*` stands alone.
  private static func checkList(
    _ rule: JSONValue, _ name: String, _ path: String, _ need: String, _ others: String
  ) -> [FieldError] {
    let list = rule[name]?.elements ?? []
    if list.isEmpty { return [.required("\(path).\(name)", need)] }
    guard list.count > 1, list.contains("*") else { return [] }
    return [.invalid("\(path).\(name)", .array(list), "if '*' is present, must not specify other \(others)")]
  }

  private static func checkResources(_ rule: JSONValue, _ path: String) -> [FieldError] {
    var errors = checkVerbs(rule, path)
    errors += checkList(
      rule, "apiGroups", path, "resource rules must supply at least one api group", "api groups")
    errors += checkList(rule, "resources", path, "resource rules must supply at least one resource", "resources")
    let namespaces = rule["namespaces"]?.elements ?? []
    if namespaces.isEmpty, rule["clusterScope"]?.bool == true { return errors }
    errors += checkList(
      rule, "namespaces", path,
      "resource rules that are not cluster scoped must supply at least one namespace", "namespaces")
    guard !namespaces.contains("*") else { return errors }
    for (position, name) in namespaces.enumerated() {
      errors += NameText.problems(ofLabel: name.string ?? "").map {
        .invalid(
          "\(path).namespaces[\(position)]", name, "each member of this list must be '*' or a DNS-1123 label; \($0)")
      }
    }
    return errors
  }

  private static func checkPaths(_ rule: JSONValue, _ path: String) -> [FieldError] {
    var errors = checkVerbs(rule, path)
    errors += checkList(
      rule, "nonResourceURLs", path, "nonResourceURLs must contain at least one value", "non-resource URLs")
    let urls = rule["nonResourceURLs"]?.elements ?? []
    guard !urls.contains("*") else { return errors }
    for (position, url) in urls.enumerated() {
      guard let problem = problem(inPath: url.string ?? "") else { continue }
      errors.append(.invalid("\(path).nonResourceURLs[\(position)]", url, problem))
    }
    return errors
  }

  private static func problem(inPath path: String) -> String? {
    if path.isEmpty { return "must not be empty" }
    if path == "/" { return nil }
    if path.first != "/" { return "must start with slash" }
    if path.contains(" ") { return "must not contain white-space" }
    if path.contains("//") { return "must not contain double slash" }
    let stars = path.count { $0 == "*" }
    return stars > 1 || (stars == 1 && !path.hasSuffix("/*")) ? "wildcard can only do suffix matching" : nil
  }
}
