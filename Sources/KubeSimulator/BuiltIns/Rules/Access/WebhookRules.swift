import KubeCore
import KubeSchema

/// What makes the configurations of webhooks invalid, validating or mutating.
///
/// Source: `k8s.io/kubernetes/pkg/apis/admissionregistration/validation`.
enum WebhookRules {
  static func check(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    var errors: [FieldError] = []
    var names: Set<String> = []
    for (position, hook) in (object["webhooks"]?.elements ?? []).enumerated() {
      let path = "webhooks[\(position)]"
      errors += check(hook: hook, path)
      errors += checkVersions(hook["admissionReviewVersions"]?.elements ?? [], "\(path).admissionReviewVersions")
      if !hook.memberName.isEmpty, !names.insert(hook.memberName).inserted {
        errors.append(.duplicate("\(path).name", .string(hook.memberName)))
      }
    }
    return errors
  }

  private static func check(hook: JSONValue, _ path: String) -> [FieldError] {
    var errors = checkName(hook.memberName, "\(path).name")
    for (position, rule) in (hook["rules"]?.elements ?? []).enumerated() {
      errors += PolicyMatchRules.check(rule: rule, "\(path).rules[\(position)]")
    }
    errors += FieldRules.oneOf(hook, "failurePolicy", ["Fail", "Ignore"], path)
    errors += FieldRules.oneOf(hook, "matchPolicy", ["Equivalent", "Exact"], path)
    if hook["sideEffects"]?.string == nil {
      errors.append(.required("\(path).sideEffects", "must specify one of None, NoneOnDryRun"))
    } else {
      errors += FieldRules.oneOf(hook, "sideEffects", ["None", "NoneOnDryRun"], path)
    }
    if let timeout = hook["timeoutSeconds"], let seconds = timeout.integer, !(1...30).contains(seconds) {
      errors.append(
        .invalid("\(path).timeoutSeconds", timeout, "the timeout value must be between 1 and 30 seconds"))
    }
    for name in ["namespaceSelector", "objectSelector"] {
      if let selector = hook[name] { errors += FieldRules.selector(selector, "\(path).\(name)") }
    }
    errors += FieldRules.oneOf(hook, "reinvocationPolicy", ["IfNeeded", "Never"], path)
    errors += checkClient(hook["clientConfig"] ?? [:], "\(path).clientConfig")
    return errors + checkConditions(hook["matchConditions"]?.elements ?? [], "\(path).matchConditions")
  }

  private static func checkName(_ name: String, _ field: String) -> [FieldError] {
    guard !name.isEmpty else { return [.required(field)] }
    let errors = FieldRules.subdomain(name, field)
    guard errors.isEmpty, name.split(separator: ".", omittingEmptySubsequences: false).count < 3 else { return errors }
    return [
      .invalid(field, .string(name), "should be a domain with at least three segments separated by dots")
    ]
  }

  private static func checkVersions(_ versions: [JSONValue], _ path: String) -> [FieldError] {
    let known: [JSONValue] = ["v1", "v1beta1"]
    guard !versions.isEmpty else { return [.required(path, "must specify one of v1, v1beta1")] }
    var errors: [FieldError] = []
    var seen: Set<JSONValue> = []
    for (position, version) in versions.enumerated() {
      let field = "\(path)[\(position)]"
      guard seen.insert(version).inserted else {
        errors.append(.invalid(field, version, "duplicate version"))
        continue
      }
      errors += DefinitionVersionRules.problems(ofName: version.string ?? "").map { .invalid(field, version, $0) }
    }
    if !versions.contains(where: known.contains) {
      errors.append(.invalid(path, .array(versions), "must include at least one of v1, v1beta1"))
    }
    return errors
  }

  // MARK: - The server that is called

  private static func checkClient(_ client: JSONValue, _ path: String) -> [FieldError] {
    switch (client["url"]?.string, client["service"]) {
    case (let url?, nil): checkAddress(url, "\(path).url")
    case (nil, let service?): checkService(service, "\(path).service")
    default: [.required(path, "exactly one of url or service is required")]
    }
  }

  private static func checkAddress(_ url: String, _ field: String) -> [FieldError] {
    let form = "; desired format: https://host[/path]"
    let scheme = url.firstRange(of: "://").map { String(url[..<$0.lowerBound]) } ?? ""
    let rest = scheme.isEmpty ? "" : url.dropFirst(scheme.count + 3)
    var errors: [FieldError] = []
    if scheme != "https" {
      errors.append(.invalid(field, .string(scheme), "'https' is the only allowed URL scheme\(form)"))
    }
    let authority = rest.prefix { !"/?#".contains($0) }
    let user = authority.lastIndex(of: "@").map { authority[..<$0] }
    if authority.isEmpty { errors.append(.invalid(field, "", "host must be specified\(form)")) }
    if let user {
      errors.append(.invalid(field, .string(String(user)), "user information is not permitted in the URL"))
    }
    let parts = url.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    if parts.count == 2, !parts[1].isEmpty {
      errors.append(.invalid(field, .string(String(parts[1])), "fragments are not permitted in the URL"))
    }
    let query = parts[0].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    if query.count == 2, !query[1].isEmpty {
      errors.append(.invalid(field, .string(String(query[1])), "query parameters are not permitted in the URL"))
    }
    return errors
  }

  private static func checkService(_ service: JSONValue, _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    // The server takes one for the other.
    if FieldRules.text(service, "namespace").isEmpty { errors.append(.required("\(path).name")) }
    if service.memberName.isEmpty { errors.append(.required("\(path).namespace")) }
    if let port = service["port"], let number = port.integer, !(1...65535).contains(number) {
      errors.append(.invalid("\(path).port", port, "port is not valid: must be between 1 and 65535, inclusive"))
    }
    return errors + checkPath(FieldRules.text(service, "path"), "\(path).path")
  }

  private static func checkPath(_ text: String, _ field: String) -> [FieldError] {
    guard !text.isEmpty, text != "/" else { return [] }
    guard text != "//" else { return [.invalid(field, .string(text), "segment[0] may not be empty")] }
    var errors: [FieldError] = []
    if text.first != "/" { errors.append(.invalid(field, .string(text), "must start with a '/'")) }
    var inner = text.dropFirst()
    if inner.last == "/" { inner = inner.dropLast() }
    for (position, step) in inner.split(separator: "/", omittingEmptySubsequences: false).enumerated() {
      let problems = step.isEmpty ? ["may not be empty"] : NameText.problems(ofSubdomain: String(step))
      errors += problems.map { .invalid(field, .string(text), "segment[\(position)]\(step.isEmpty ? "" : ":") \($0)") }
    }
    return errors
  }

  // MARK: - Conditions

  private static func problem(in expression: String) -> String? {
    CompiledPolicy(["spec": ["matchConditions": [["expression": .string(expression)]]]]).conditions.first?.failure
  }

  private static func checkConditions(_ conditions: [JSONValue], _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    var names: Set<String> = []
    if conditions.count > 64 { errors.append(.tooMany(path, conditions.count, limit: 64)) }
    for (position, condition) in conditions.enumerated() {
      let place = "\(path)[\(position)]"
      let text = FieldRules.text(condition, "expression").trimmed
      if text.isEmpty {
        errors.append(.required("\(place).expression"))
      } else if let failure = problem(in: text) {
        errors.append(.invalid("\(place).expression", .string(text), failure))
      }
      if condition.memberName.isEmpty {
        errors.append(.required("\(place).name"))
      } else {
        errors += FieldRules.qualifiedName(condition.memberName, "\(place).name")
        if !names.insert(condition.memberName).inserted {
          errors.append(.duplicate("\(place).name", .string(condition.memberName)))
        }
      }
    }
    return errors
  }
}
