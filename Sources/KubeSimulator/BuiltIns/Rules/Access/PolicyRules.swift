import KubeCore
import KubeSchema

/// What makes policies of admission and their bindings invalid.
///
/// Source: `k8s.io/kubernetes/pkg/apis/admissionregistration/validation`.
enum PolicyRules {
  static func check(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    let spec = object["spec"] ?? [:]
    if let old, old["spec"] == spec { return [] }
    var errors = FieldRules.oneOf(spec, "failurePolicy", ["Fail", "Ignore"], "spec")
    if let kind = spec["paramKind"] { errors += checkParameters(kind, "spec.paramKind") }
    if let constraints = spec["matchConstraints"] {
      errors += PolicyMatchRules.check(constraints, "spec.matchConstraints")
      if constraints["resourceRules"]?.elements.isEmpty != false {
        errors.append(.required("spec.matchConstraints.resourceRules"))
      }
    } else {
      errors.append(.required("spec.matchConstraints"))
    }
    return errors + checkNames(spec) + checkTexts(object, spec) + checkExpressions(object, spec)
  }

  static func checkParameters(_ kind: JSONValue, _ path: String) -> [FieldError] {
    let (version, name) = (FieldRules.text(kind, "apiVersion"), FieldRules.text(kind, "kind"))
    var errors: [FieldError] = []
    let parts = version.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    switch parts.count {
    case _ where version.isEmpty: errors.append(.required("\(path).apiVersion"))
    case 1, 2:
      let group = parts.count == 2 ? parts[0] : ""
      if !group.isEmpty { errors += joined(NameText.problems(ofSubdomain: group), group, "\(path).apiVersion") }
      let last = parts[parts.count - 1]
      errors +=
        last.isEmpty
        ? [.invalid("\(path).apiVersion", .string(version), "version must be specified")]
        : joined(DefinitionVersionRules.problems(ofName: last), last, "\(path).apiVersion")
    default:
      errors.append(
        .invalid("\(path).apiVersion", .string(version), "unexpected GroupVersion string: \(version)"))
    }
    if name.isEmpty { return errors + [.required("\(path).kind")] }
    let problems = DefinitionVersionRules.problems(ofName: name.lowercased())
    guard !problems.isEmpty else { return errors }
    let text = "may have mixed case, but should otherwise match: " + problems.joined(separator: ",")
    return errors + [.invalid("\(path).kind", .string(name), text)]
  }

  private static func joined(_ problems: [String], _ text: String, _ field: String) -> [FieldError] {
    problems.isEmpty ? [] : [.invalid(field, .string(text), problems.joined(separator: ","))]
  }

  static func checkName(ofVariable variable: JSONValue, _ path: String) -> [FieldError] {
    let name = variable.memberName
    if name.trimmed.isEmpty { return [.required("\(path).name", "name is not specified")] }
    guard name.wholeMatch(of: /[_a-zA-Z][_a-zA-Z0-9]*/) == nil else { return [] }
    return [.invalid("\(path).name", .string(name), "must be a valid CEL identifier")]
  }

  private static func checkNames(_ spec: JSONValue) -> [FieldError] {
    var errors: [FieldError] = []
    for (position, variable) in (spec["variables"]?.elements ?? []).enumerated() {
      errors += checkName(ofVariable: variable, "spec.variables[\(position)]")
    }
    var names: Set<String> = []
    for (position, condition) in (spec["matchConditions"]?.elements ?? []).enumerated() {
      let field = "spec.matchConditions[\(position)].name"
      if condition.memberName.isEmpty {
        errors.append(.required(field))
      } else {
        errors += FieldRules.qualifiedName(condition.memberName, field)
        if !names.insert(condition.memberName).inserted {
          errors.append(.duplicate(field, .string(condition.memberName)))
        }
      }
    }
    return errors
  }

  private static func checkTexts(_ object: JSONValue, _ spec: JSONValue) -> [FieldError] {
    let validations = spec["validations"]?.elements ?? []
    let annotations = spec["auditAnnotations"]?.elements ?? []
    var errors: [FieldError] = []
    if validations.isEmpty, annotations.isEmpty {
      errors += ["validations", "auditAnnotations"].map {
        .required("spec.\($0)", "validations or auditAnnotations must contain at least one item")
      }
    }
    for (position, validation) in validations.enumerated() {
      let path = "spec.validations[\(position)]"
      let message = FieldRules.text(validation, "message")
      if !message.isEmpty, message.trimmed.isEmpty {
        errors.append(.invalid("\(path).message", .string(message), "must be non-empty if specified"))
      } else if message.trimmed.contains("\n") {
        errors.append(.invalid("\(path).message", .string(message), "must not contain line breaks"))
      } else if message.trimmed.isEmpty, FieldRules.text(validation, "expression").contains("\n"),
        FieldRules.text(validation, "messageExpression").isEmpty
      {
        errors.append(.required("\(path).message", "message must be specified if expression contains line breaks"))
      }
      errors += FieldRules.oneOf(validation, "reason", ["Forbidden", "Invalid", "RequestEntityTooLarge"], path)
    }
    for (position, annotation) in annotations.enumerated() {
      let key = FieldRules.text(annotation, "key")
      let field = "spec.auditAnnotations[\(position)].key"
      errors += FieldRules.qualifiedName("\(object.name)/\(key)", field)
    }
    return errors
  }

  // MARK: - Expressions

  private static func checkExpressions(_ object: JSONValue, _ spec: JSONValue) -> [FieldError] {
    let policy = CompiledPolicy(object)
    var errors: [FieldError] = []
    for (position, variable) in policy.variables.enumerated() {
      errors += check(variable.expression, "spec.variables[\(position)].expression")
    }
    for (position, condition) in policy.conditions.enumerated() {
      errors += check(condition, "spec.matchConditions[\(position)].expression", emptyText: "")
    }
    for (position, validation) in policy.validations.enumerated() {
      let path = "spec.validations[\(position)]"
      errors += check(validation.expression, "\(path).expression")
      if let expression = validation.messageExpression { errors += check(expression, "\(path).messageExpression") }
    }
    for (position, annotation) in policy.annotations.enumerated() {
      let field = "spec.auditAnnotations[\(position)].valueExpression"
      errors += check(annotation.expression, field, emptyText: "valueExpression is not specified")
    }
    return errors
  }

  static func check(
    _ expression: PolicyExpression, _ field: String, emptyText: String = "expression is not specified"
  ) -> [FieldError] {
    guard !expression.text.trimmed.isEmpty else { return [.required(field, emptyText)] }
    guard let failure = expression.failure else { return [] }
    return [.invalid(field, .string(expression.text), failure)]
  }

  // MARK: - Bindings

  static func checkBinding(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    let spec = object["spec"] ?? [:]
    return checkBinding(spec) + checkActions(spec["validationActions"]?.elements ?? [])
  }

  static func checkBinding(_ spec: JSONValue) -> [FieldError] {
    var errors: [FieldError] = []
    let name = FieldRules.text(spec, "policyName")
    if name.isEmpty {
      errors.append(.required("spec.policyName"))
    } else {
      errors += FieldRules.subdomain(name, "spec.policyName")
    }
    if let reference = spec["paramRef"] { errors += checkReference(reference, "spec.paramRef") }
    if let resources = spec["matchResources"] { errors += PolicyMatchRules.check(resources, "spec.matchResources") }
    return errors
  }

  private static func checkReference(_ reference: JSONValue, _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    let name = FieldRules.text(reference, "name")
    let selector = reference["selector"]
    if !name.isEmpty, selector != nil {
      errors += ["name", "selector"].map { .forbidden("\(path).\($0)", "name and selector are mutually exclusive") }
    } else if name.isEmpty, selector == nil {
      errors.append(.required(path, "one of name or selector must be specified"))
    }
    if !name.isEmpty {
      errors += NameText.problems(ofPathSegment: name).map { .invalid("\(path).name", .string(name), $0) }
    }
    if let selector { errors += FieldRules.selector(selector, "\(path).selector") }
    let action = FieldRules.text(reference, "parameterNotFoundAction")
    if action.isEmpty {
      errors.append(.required("\(path).parameterNotFoundAction"))
    } else {
      errors += FieldRules.oneOf(reference, "parameterNotFoundAction", ["Deny", "Allow"], path)
    }
    return errors
  }

  private static func checkActions(_ actions: [JSONValue]) -> [FieldError] {
    let path = "spec.validationActions"
    guard !actions.isEmpty else { return [.required(path, "at least one validation action is required")] }
    var errors: [FieldError] = []
    var seen: Set<JSONValue> = []
    for (position, action) in actions.enumerated() {
      if !["Audit", "Deny", "Warn"].contains(action) {
        errors.append(.notSupported("\(path)[\(position)]", action, supported: ["Audit", "Deny", "Warn"]))
      }
      if !seen.insert(action).inserted { errors.append(.duplicate("\(path)[\(position)]", action)) }
    }
    if seen.contains("Deny"), seen.contains("Warn") {
      errors.append(
        .invalid(
          path, .array(actions),
          "must not contain both Deny and Warn (repeating the same validation failure information in the API response "
            + "and headers serves no purpose)"))
    }
    return errors
  }
}
