import KubeCore
import KubeSchema

/// What makes the rules invalid that say which changes a policy is about.
enum PolicyMatchRules {
  static func check(_ resources: JSONValue, _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    for name in ["namespaceSelector", "objectSelector"] {
      if let selector = resources[name] { errors += FieldRules.selector(selector, "\(path).\(name)") }
    }
    errors += FieldRules.oneOf(resources, "matchPolicy", ["Equivalent", "Exact"], path)
    for list in ["resourceRules", "excludeResourceRules"] {
      for (position, rule) in (resources[list]?.elements ?? []).enumerated() {
        errors += check(rule: rule, "\(path).\(list)[\(position)]")
        errors += checkNames(rule, "\(path).\(list)[\(position)].resourceNames")
      }
    }
    return errors
  }

  private static func checkNames(_ rule: JSONValue, _ path: String) -> [FieldError] {
    let names = rule["resourceNames"]?.elements ?? []
    return names.enumerated().flatMap { position, name -> [FieldError] in
      let place = "\(path)[\(position)]"
      let problems = NameText.problems(ofPathSegment: name.string ?? "").map { FieldError.invalid(place, name, $0) }
      return problems + (names[..<position].contains(name) ? [.duplicate(place, name)] : [])
    }
  }

  static func check(rule: JSONValue, _ path: String) -> [FieldError] {
    var errors = checkList(rule, "operations", path, words: "operations")
    for (position, operation) in (rule["operations"]?.elements ?? []).enumerated() {
      let known: [JSONValue] = ["*", "CONNECT", "CREATE", "DELETE", "UPDATE"]
      if !known.contains(operation) {
        errors.append(.notSupported("\(path).operations[\(position)]", operation, supported: known))
      }
    }
    errors += checkList(rule, "apiGroups", path, words: "API groups")
    errors += checkList(rule, "apiVersions", path, words: "API versions")
    for (position, version) in (rule["apiVersions"]?.elements ?? []).enumerated() where version == "" {
      errors.append(.required("\(path).apiVersions[\(position)]"))
    }
    errors += checkResources(rule["resources"] ?? [], "\(path).resources")
    return errors + FieldRules.oneOf(rule, "scope", ["*", "Cluster", "Namespaced"], path)
  }

  private static func checkList(_ rule: JSONValue, _ name: String, _ path: String, words: String) -> [FieldError] {
    let list = rule[name]?.elements ?? []
    if list.isEmpty { return [.required("\(path).\(name)")] }
    guard list.count > 1, list.contains("*") else { return [] }
    return [.invalid("\(path).\(name)", .array(list), "if '*' is present, must not specify other \(words)")]
  }

  private static func checkResources(_ value: JSONValue, _ path: String) -> [FieldError] {
    let list = value.elements.compactMap(\.string)
    if list.isEmpty { return [.required(path)] }
    var errors: [FieldError] = []
    for (position, entry) in list.enumerated() where entry.isEmpty {
      errors.append(.required("\(path)[\(position)]"))
    }
    if list.contains("*/*"), list.count > 1 {
      return errors + [.invalid(path, value, "if '*/*' is present, must not specify other resources")]
    }
    if list.contains("*"), list.contains(where: { $0 != "*" && !$0.contains("/") }) {
      errors.append(
        .invalid(path, value, "if '*' is present, must not specify other resources without subresources"))
    }
    return errors
  }
}
