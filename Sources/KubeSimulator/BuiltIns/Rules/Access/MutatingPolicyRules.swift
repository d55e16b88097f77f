import KubeCore
import KubeSchema

/// What makes mutating policies of admission and their bindings invalid.
///
/// Source: `k8s.io/kubernetes/pkg/apis/admissionregistration/validation`.
enum MutatingPolicyRules {
  static func check(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    let spec = object["spec"] ?? [:]
    if let old, old["spec"] == spec { return [] }
    var errors = FieldRules.oneOf(spec, "failurePolicy", ["Fail", "Ignore"], "spec")
    if let kind = spec["paramKind"] { errors += PolicyRules.checkParameters(kind, "spec.paramKind") }
    if let constraints = spec["matchConstraints"] {
      errors += PolicyMatchRules.check(constraints, "spec.matchConstraints")
      if constraints["resourceRules"]?.elements.isEmpty != false {
        errors.append(.required("spec.matchConstraints.resourceRules"))
      }
      errors += checkOperations(constraints, "spec.matchConstraints")
    } else {
      errors.append(.required("spec.matchConstraints"))
    }
    return errors + checkExpressions(object, spec) + checkReinvocation(spec)
  }

  static func checkBinding(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    let spec = object["spec"] ?? [:]
    return PolicyRules.checkBinding(spec) + checkOperations(spec["matchResources"] ?? [:], "spec.matchResources")
  }

  /// What is deleted or connected to cannot be changed.
  private static func checkOperations(_ resources: JSONValue, _ path: String) -> [FieldError] {
    let known: [JSONValue] = ["*", "CONNECT", "CREATE", "UPDATE"]
    let operations = (resources["resourceRules"]?.elements ?? []).flatMap { $0["operations"]?.elements ?? [] }
    return operations.filter { !known.contains($0) }.map {
      .notSupported("\(path).resourceRules.operations", $0, supported: known)
    }
  }

  private static func checkReinvocation(_ spec: JSONValue) -> [FieldError] {
    guard !FieldRules.text(spec, "reinvocationPolicy").isEmpty else { return [.required("spec.reinvocationPolicy")] }
    return FieldRules.oneOf(spec, "reinvocationPolicy", ["IfNeeded", "Never"], "spec")
  }

  // MARK: - Expressions

  private static func checkExpressions(_ object: JSONValue, _ spec: JSONValue) -> [FieldError] {
    let policy = CompiledPolicy(object)
    var errors = checkConditions(spec["matchConditions"]?.elements ?? [], policy)
    for (position, variable) in (spec["variables"]?.elements ?? []).enumerated() {
      let path = "spec.variables[\(position)]"
      errors += PolicyRules.checkName(ofVariable: variable, path)
      errors += PolicyRules.check(policy.variables[position].expression, "\(path).expression")
    }
    let mutations = spec["mutations"]?.elements ?? []
    if mutations.isEmpty {
      errors.append(.required("spec.mutations", "mutations must contain at least one item"))
    }
    for (position, mutation) in mutations.enumerated() {
      errors += check(mutation, policy.mutations[position], "spec.mutations[\(position)]")
    }
    return errors
  }

  private static func checkConditions(_ conditions: [JSONValue], _ policy: CompiledPolicy) -> [FieldError] {
    var names: Set<String> = []
    return conditions.enumerated().flatMap { position, condition -> [FieldError] in
      let path = "spec.matchConditions[\(position)]"
      let name = condition.memberName
      let errors = PolicyRules.check(policy.conditions[position], "\(path).expression", emptyText: "")
      if name.isEmpty { return errors + [.required("\(path).name")] }
      let isNew = names.insert(name).inserted
      return errors + FieldRules.qualifiedName(name, "\(path).name")
        + (isNew ? [] : [.duplicate("\(path).name", .string(name))])
    }
  }

  private static func check(
    _ mutation: JSONValue, _ compiled: CompiledPolicy.Mutation, _ path: String
  ) -> [FieldError] {
    let type = FieldRules.text(mutation, "patchType")
    guard !type.isEmpty else { return [.required("\(path).patchType")] }
    guard let kind = CompiledPolicy.PatchType(rawValue: type) else {
      return [
        .notSupported("\(path).patchType", .string(type), supported: ["ApplyConfiguration", "JSONPatch"])
      ]
    }
    var errors: [FieldError] = []
    if mutation[kind.member] == nil {
      errors.append(.required("\(path).\(kind.member)", "must be specified when patchType is \(type)"))
    } else {
      errors += PolicyRules.check(compiled.expression, "\(path).\(kind.member).expression", emptyText: "")
    }
    let other = kind == .json ? CompiledPolicy.PatchType.configuration : .json
    if mutation[other.member] != nil {
      errors.append(
        .invalid(
          "\(path).\(other.member)", .string("{\(other.member)}"), "must not be specified when patchType is \(type)"))
    }
    return errors
  }
}
